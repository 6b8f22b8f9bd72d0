// How long after a contact it was recorded.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "kith/metrics/metrics.hpp"
#include "kith/view/view.hpp"
#include "view/group_log.hpp"
#include "view/schemas_ahead.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;
namespace col = schema::entry_delay;

/// Of one author, or of all.
struct Delays {
  std::vector<std::int32_t> days;  ///< calendar days of each contact
  std::int64_t same_day = 0;
  std::int64_t next_wd = 0;
  std::int32_t worst_wd = 0;
};

void add(Delays& d, Date day, Date recorded, const Calendar& calendar) {
  const std::int32_t days = std::max(0, days_between(day, recorded));
  const std::int32_t working = days == 0 ? 0 : calendar.count(day, recorded).days;
  d.days.push_back(days);
  const auto next = calendar.add(day, 1);
  if (days == 0) {
    ++d.same_day;
  } else if (next && recorded <= next->day) {
    ++d.next_wd;
  }
  d.worst_wd = std::max(d.worst_wd, working);
}

/// When each event was first told; a correction is no later record of it.
std::map<EventKey, Instant> first_told(const std::vector<Fact>& log) {
  std::map<EventKey, Instant> out;
  for (const Fact& f : log) {
    const auto corrected = f.head.replaces ? out.find(*f.head.replaces) : out.end();
    out.emplace(f.head.event,
                corrected == out.end() ? f.head.recorded : corrected->second);
  }
  return out;
}

const TouchFact* contact_of(const Fact& fact, const DateSpan& period, Date as_of) {
  const auto* touch = std::get_if<TouchFact>(&fact.body);
  if (touch == nullptr || touch->opening || touch->campaign) return nullptr;
  const Date day = fact.head.occurred.day;
  return period.contains(day) && day <= as_of ? touch : nullptr;
}

/// The smallest number that so many hundredths of them do not exceed.
std::int32_t quantile(const std::vector<std::int32_t>& sorted, std::size_t percent) {
  const std::size_t at = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::size_t>(at, 1) - 1];
}

void write_row(TableWriter& w, const PersonKey* author, Delays d, DateSpan period,
               Words& words) {
  if (author != nullptr) {
    put(w, col::author, author->text());
    put(w, col::author_name, words.person(*author));
  }
  w.int32(col::all, author == nullptr ? 1 : 0);
  w.date(col::first, period.first);
  w.date(col::last, period.last);
  const auto contacts = static_cast<std::int64_t>(d.days.size());
  w.int64(col::contacts, contacts);
  w.int64(col::same_day, d.same_day);
  w.int64(col::next_wd, d.next_wd);
  w.int64(col::later, contacts - d.same_day - d.next_wd);
  if (contacts > 0) {
    std::sort(d.days.begin(), d.days.end());
    w.int64(col::median_days, quantile(d.days, 50));
    w.int64(col::p90_days, quantile(d.days, 90));
    w.int64(col::worst_days, d.days.back());
    w.int64(col::worst_wd, d.worst_wd);
  }
  if (const auto ppm = ppm_of(d.same_day, contacts)) w.int64(col::same_day_ppm, *ppm);
  w.end_row();
}

}  // namespace

Table View::entry_delay(const EntryDelayOptions& options) const {
  if (options.period.last < options.period.first)
    throw invalid(Reason::bad_order, "the period ends before it begins").at("period");
  const auto moment = source_->hold();
  const Zone zone = rules_->settings().zone;
  Delays all;
  std::map<PersonKey, Delays> authors;
  const auto take = [&](const std::vector<Fact>& log) {
    const auto told = first_told(log);
    for (const Fact& fact : facts_in_force(log)) {
      const TouchFact* touch = contact_of(fact, options.period, cut_.as_of);
      if (touch == nullptr) continue;
      const Instant recorded = told.at(fact.head.event);
      if (recorded == Instant()) {
        throw Error(Status::failed_precondition, Reason::no_recorded,
                    "these facts carry no recorded times")
            .at("period");
      }
      const Date day = zone.day_of(recorded);
      add(all, fact.head.occurred.day, day, rules_->calendar());
      if (!options.by_author) continue;
      const PersonKey& author =
          fact.head.author.empty() ? touch->actor : fact.head.author;
      add(authors[author], fact.head.occurred.day, day, rules_->calendar());
    }
  };
  counted_->each(cut_, [&](const CustomerState& s) {
    for (const auto& log : logs_of(*source_, *rules_, s.key, cut_.known_at)) take(log);
    return true;
  });
  TableWriter w(schema::kEntryDelay);
  Words words = this->words();
  write_row(w, nullptr, std::move(all), options.period, words);
  for (auto& [author, delays] : authors)
    write_row(w, &author, std::move(delays), options.period, words);
  return std::move(w).finish();
}

}  // namespace kith
