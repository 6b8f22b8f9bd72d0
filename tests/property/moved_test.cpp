// What rules moved, over random histories, against a slow way: two books told apart only
// by what was known of rules, and the lists of both.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <tuple>

#include "kith/view/view.hpp"
#include "property/book_file.hpp"
#include "property/histories.hpp"
#include "property/size.hpp"

namespace kith::property {
namespace {

/// The history with cadences that show everything: no list ends at a horizon.
class FarSighted {
 public:
  Batch operator()(const Batch& batch) {
    static const std::regex kHorizon(R"("horizon_wd":\s*\d+)");
    Batch out;
    for (const auto& [hash, document] : batch.documents()) {
      const Document far = document.kind != DocumentKind::cadence
                               ? document
                               : read_document(std::regex_replace(document.json, kHorizon,
                                                                  R"("horizon_wd":1000)"))
                                     .value();
      hashes_[hash] = far.hash;
      out.add_document(far);
    }
    for (const auto& [ref, words] : batch.texts()) out.put_text(ref, words);
    for (Fact fact : batch.facts()) {
      if (auto* adopt = std::get_if<AdoptFact>(&fact.body))
        adopt->hash = hashes_.at(adopt->hash);
      out.add(std::move(fact)).value();
    }
    return out;
  }

 private:
  std::map<std::string, std::string> hashes_;
};

/// All facts of customers, and who is one with whom; of the book's others those known.
Batch with_rules_of(const Batch& all, Instant known_at) {
  Batch out;
  for (const auto& [hash, document] : all.documents()) out.add_document(document);
  for (const auto& [ref, words] : all.texts()) out.put_text(ref, words);
  std::set<EventKey> of_merges;
  for (const Fact& fact : all.facts()) {
    const auto* retract = std::get_if<RetractFact>(&fact.body);
    const bool of_merge = fact.kind() == FactKind::merge ||
                          (retract != nullptr && of_merges.count(retract->target) != 0);
    if (of_merge) of_merges.insert(fact.head.event);
    if (!fact.head.root.empty() || of_merge || fact.head.recorded <= known_at)
      out.add(fact).value();
  }
  return out;
}

using Key = std::tuple<std::string, std::string, std::string, std::string>;
using Place = std::tuple<std::string, std::int32_t, std::string>;  ///< due, rank, state

/// By customer and stream, or step, the promise that falls due first.
std::map<Key, Place> listed(const Batch& facts, Date as_of) {
  const std::map<std::string, std::int32_t> ranks{
      {"overdue", 1}, {"open", 2}, {"upcoming", 3}, {"snoozed", 7}};
  const View view(TablesSource::open(facts, Settings{}).value(), {.as_of = as_of});
  const Table due = view.due({.with_kept = false, .with_snoozed = true});
  std::map<Key, Place> out;
  for (std::int64_t i = 0; i < due.rows(); ++i) {
    const std::string state = due.cell("state", i), day = due.cell("due", i);
    if (state == "no_cadence") continue;
    const Place place{day.empty() ? "never" : day, ranks.at(state), state};
    const auto [it, fresh] =
        out.try_emplace({due.cell("customer_key", i), due.cell("stream", i),
                         due.cell("step_source", i), due.cell("step_key", i)},
                        place);
    if (!fresh) it->second = std::min(it->second, place);
  }
  return out;
}

using Line = std::vector<std::string>;
const std::vector<std::string> kColumns{
    "due",        "customer_key", "stream", "step_source",  "step_key",
    "due_before", "moved_wd",     "change", "state_before", "state"};

/// In the order of the answer.
std::vector<Line> slowly(const Batch& before, const Batch& now, Date as_of,
                         const Calendar& calendar) {
  const auto old_list = listed(before, as_of), list = listed(now, as_of);
  std::map<Key, std::pair<const Place*, const Place*>> both;
  for (const auto& [key, place] : old_list) both[key].first = &place;
  for (const auto& [key, place] : list) both[key].second = &place;
  const auto day = [](const Place* p) {
    return p == nullptr || std::get<0>(*p) == "never" ? "" : std::get<0>(*p);
  };
  const auto state = [](const Place* p) { return p == nullptr ? "" : std::get<2>(*p); };
  std::vector<Line> out;
  for (const auto& [key, sides] : both) {
    const auto [from, to] = sides;
    if (from != nullptr && to != nullptr && *from == *to) continue;
    const auto& [customer, stream, source, step] = key;
    std::string moved;
    if (!day(from).empty() && !day(to).empty()) {
      const Date first = Date::parse(day(from)).value();
      const Date last = Date::parse(day(to)).value();
      std::int32_t days = 0;
      for (Date d = first; d < last; d = d.plus_days(1))
        days += calendar.is_working(d.plus_days(1)) ? 1 : 0;
      for (Date d = first; d > last; d = d.plus_days(-1))
        days -= calendar.is_working(d) ? 1 : 0;
      moved = std::to_string(days);
    }
    out.push_back({day(to), customer, stream, source, step, day(from), moved,
                   from == nullptr ? "added"
                   : to == nullptr ? "ended"
                                   : "moved",
                   state(from), state(to)});
  }
  std::sort(out.begin(), out.end(), [](const Line& a, const Line& b) {
    return std::tuple(a[0].empty(), a) < std::tuple(b[0].empty(), b);
  });
  return out;
}

Line line(const Table& t, std::int64_t row, const std::vector<std::string>& columns) {
  Line out;
  for (const std::string& column : columns) out.push_back(t.cell(column, row));
  return out;
}
std::vector<Line> lines(const Table& t) {
  std::vector<Line> out;
  for (std::int64_t i = 0; i < t.rows(); ++i) out.push_back(line(t, i, kColumns));
  return out;
}

/// Somebody's rows, and the first ones, are those of all.
void expect_parts(const View& view, const Table& all, Instant known_at) {
  for (const char* person : {"li", "zhao", "chen", "wang", "boss"}) {
    std::vector<Line> wanted, given;
    const Table part = view.moved({.known_at = known_at, .owner = PersonKey(person)});
    for (std::int64_t i = 0; i < all.rows(); ++i) {
      if (all.cell("owner", i) == person) wanted.push_back(line(all, i, kColumns));
    }
    EXPECT_EQ(lines(part), wanted) << person;
  }
  std::vector<Line> first = lines(all);
  first.resize(std::min<std::size_t>(first.size(), 3));
  EXPECT_EQ(lines(view.moved({.known_at = known_at, .limit = 3})), first);
}

TEST(MovedHistories, AreWhatTheListsOfTwoBooksTell) {
  std::map<std::string, int> met;
  for (std::int32_t i = 0; i < kHistories; ++i) {
    const auto seed = static_cast<std::uint64_t>(kSeed + 15'000 + i);
    histories::Generator history(seed, kSteps, 6);
    FarSighted far;
    BookFile book("moved-" + std::to_string(seed));
    Batch all;
    std::vector<Instant> moments;
    while (history.more()) {
      const histories::Step step = history.next();
      const Batch batch = far(step.batch);
      ASSERT_TRUE(book->record(batch, step.recorded)) << step.what;
      all.append(batch);
      moments.push_back(step.recorded);
    }
    histories::Random dice(seed);
    const auto tables = TablesSource::open(all, Settings{}).value();
    for (int n = 0; n < 6; ++n) {
      const auto last = static_cast<std::int32_t>(moments.size()) - 1;
      const std::int32_t until = dice.percent(60) ? last : dice.between(1, last);
      const std::optional<Instant> known_at =
          until == last ? std::nullopt
                        : std::optional(moments[static_cast<std::size_t>(until)]);
      const Instant then = moments[static_cast<std::size_t>(dice.between(0, until))];
      // A cadence is in force from here on, in all that is known.
      const Date first = Date::parse("2023-02-20").value();
      const Date as_of = std::max(first, history.today().plus_days(-dice.below(300)));
      SCOPED_TRACE("seed " + std::to_string(seed) + " as of " + as_of.iso() + " known " +
                   (known_at ? known_at->iso() : "") + " then " + then.iso());
      Batch known;
      for (const auto& [hash, document] : all.documents()) known.add_document(document);
      for (const auto& [ref, words] : all.texts()) known.put_text(ref, words);
      for (const Fact& fact : all.facts()) {
        if (!known_at || fact.head.recorded <= *known_at) known.add(fact).value();
      }
      const View view(tables, {.as_of = as_of, .known_at = known_at});
      const Table answer = view.moved({.known_at = then});
      const auto given = lines(answer);
      ASSERT_EQ(given, slowly(with_rules_of(known, then), known, as_of,
                              tables->rules(known_at)->calendar()));
      expect_parts(view, answer, then);
      const View in_book(book->source(), {.as_of = as_of, .known_at = known_at});
      const Table of_book = in_book.moved({.known_at = then});
      ASSERT_EQ(to_csv(of_book), to_csv(answer));
      expect_parts(in_book, of_book, then);
      for (const Line& l : given) ++met[l[7]];
    }
  }
  for (const char* change : {"moved", "added", "ended"})
    EXPECT_GT(met[change], 0) << change << " was never met";
}

}  // namespace
}  // namespace kith::property
