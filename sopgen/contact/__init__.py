"""The reception: channels, numbers, hours, branches: facts that every page shows, verified."""

from sopgen.contact.channel import Branch as Branch
from sopgen.contact.channel import Channel as Channel
from sopgen.contact.hours import Hours as Hours
