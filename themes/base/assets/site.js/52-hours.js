// Whether somebody is there now, beside the opening hours: by the clock of the place, and not a word where that is unsure.
(() => {
  const DAY = 1440;
  const written = document.documentElement.lang;
  const language = written === "en" ? "en-GB" : written; // the English of most of the world, as in the tables
  const words = document.querySelector("[data-open-until]")?.dataset;

  // What the wall of the place shows, in minutes since 1970, and the opening that is or comes next there.
  // null: before the day of the build or past the last day that it knows, so this clock or these hours are wrong.
  const look = (hours, now) => {
    const turn = hours.utc.filter(([from]) => from <= now).pop();
    const here = turn ? now + turn[1] : NaN;
    const today = Math.floor(here / DAY), last = hours.from + hours.days;
    if (!(today < last)) return null;
    const on = (day) => hours.other[day - hours.from] || hours.week[(day + 3) % 7]; // 1 January 1970 was a Thursday
    let found = null;
    for (let day = today - 1; day < last; day++) {
      for (const [opens, closes] of on(day)) {
        const from = day * DAY + opens, to = day * DAY + closes;
        if (found && from > found.to) return found;
        if (found) Object.assign(found, to > found.to && { to, closes });
        else if (to > here) found = { here, today, ahead: turn[1], off: !on(today).length, day, opens, closes, from, to };
      }
    }
    return found && found.to < last * DAY ? found : null;
  };

  const dayWords = ({ today, day }) => {
    const style = { timeZone: "UTC", weekday: "long", ...(day - today > 6 && { day: "numeric", month: "long" }) };
    return new Intl.DateTimeFormat(language, style).format(day * DAY * 6e4);
  };

  // "Today" is a word of the reader, who may have another date than the place: then the day of the week is said.
  const readersWall = (now) => now - new Date(now * 6e4).getTimezoneOffset();
  const sameDate = ({ today }, now) => Math.floor(readersWall(now) / DAY) === today;

  const say = (hours, found, now) => {
    if (found.from <= found.here) {
      const text = found.to - found.here > DAY ? words.openNow : words.openUntil;
      return text.replace("{time}", hours.times[found.closes]);
    }
    const near = sameDate(found, now);
    const holiday = near && found.off && hours.names[found.today - hours.from];
    const closed = holiday ? words.closedHoliday.replace("{holiday}", holiday) : words.closedNow;
    const opens = (near && [words.opensToday, words.opensTomorrow][found.day - found.today]) || words.opensDay.replace("{day}", dayWords(found));
    return `${closed} ${opens.replace("{time}", hours.times[found.opens])}`;
  };

  // Readers elsewhere are told whose clock it is.
  const whose = (hours, { ahead }, now) => (-new Date(now * 6e4).getTimezoneOffset() === ahead ? "" : ` · ${hours.zone}`);

  let timer = 0;
  const tell = () => {
    clearTimeout(timer);
    const now = Date.now() / 6e4;
    let next = Infinity;
    for (const line of document.querySelectorAll("[data-hours]")) {
      let text = "", open = "";
      try {
        const own = line.dataset.hours;
        const hours = JSON.parse(own === "usual" ? document.querySelector(".usual [data-hours]").dataset.hours : own);
        const found = Intl.DateTimeFormat.supportedLocalesOf(language).length && look(hours, now);
        if (found) {
          text = say(hours, found, now) + whose(hours, found, now);
          if ("onlyClosed" in line.dataset && found.from <= found.here) text = "";
          open = found.from <= found.here ? "yes" : "no";
          const turns = hours.utc.map(([from]) => from - now).filter((wait) => wait > 0);
          next = Math.min(next, (open === "yes" ? found.to : found.from) - found.here, (found.today + 1) * DAY - found.here, DAY - (readersWall(now) % DAY), ...turns);
        }
      } catch { text = open = ""; }
      if (line.textContent !== text) line.textContent = text;
      line.dataset.open = open;
    }
    // at the next change of a line, no sooner
    if (next < Infinity) timer = setTimeout(tell, Math.ceil(next * 6e4));
  };

  if (!words) return;
  sopgen.tellHours = tell;
  tell();
  document.addEventListener("visibilitychange", () => document.hidden || tell());
  window.addEventListener("pageshow", tell);
})();
