"""What sopgen is made of and delivered as: the locks, their licences, the bill of materials, `make release`."""
