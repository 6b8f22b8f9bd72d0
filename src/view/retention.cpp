// Whom an erasure is due for.
#include <algorithm>
#include <map>

#include "kith/view/view.hpp"
#include "view/schemas_privacy.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

constexpr std::int32_t kMostMonths = 1'200;

std::vector<std::int64_t> stages_of(const RetentionOptions& options) {
  std::vector<std::int64_t> codes;
  for (const std::string& name : options.stages) {
    const auto words = customer_stage_words();
    const auto word = std::find_if(words.begin(), words.end(),
                                   [&](const CodeWord& w) { return w.name == name; });
    if (word == words.end()) {
      throw invalid(Reason::unknown_name, "no such stage")
          .at("stage")
          .with("value", name.substr(0, 64));
    }
    codes.push_back(word->code);
  }
  return codes;
}

void check(const RetentionOptions& options) {
  if (options.months < 1 || options.months > kMostMonths)
    throw invalid(Reason::bad_number, "must be 1 to 1200").at("months");
  const std::string& kind = options.kind;
  if (!kind.empty() && kind != "organisation" && kind != "person")
    throw invalid(Reason::unknown_name, "no such kind of customer").at("kind");
}

bool has_open_work(const CustomerState& s) {
  const auto& deals = s.deals.deals;
  return !s.cadence.steps.empty() ||
         std::any_of(deals.begin(), deals.end(),
                     [](const Deal& deal) { return deal.ending().end == DealEnd::open; });
}

bool is_held(std::span<const Fact> log) {
  std::map<ContactKey, bool> held;
  for (const Fact& fact : facts_in_force(log)) {
    if (const auto* hold = std::get_if<HoldFact>(&fact.body))
      held[hold->contact] = hold->active;
  }
  return std::any_of(held.begin(), held.end(), [](const auto& h) { return h.second; });
}

}  // namespace

Table View::retention_due(const RetentionOptions& options) const {
  check(options);
  const std::vector<std::int64_t> stages = stages_of(options);
  const auto moment = source_->hold();
  struct Row {
    Date last;
    CustomerState state;
    std::int64_t texts;
  };
  std::vector<Row> rows;
  Words words = this->words();
  source_->each({Date::max(), std::nullopt}, [&](const CustomerState& s) {
    const std::int64_t stage = s.profile.integer_or(Field::stage, 0);
    const bool wanted =
        stages.empty() || std::find(stages.begin(), stages.end(), stage) != stages.end();
    if (!s.last) return true;
    const Date last = s.last->occurred.day;
    if (!wanted || last.plus_months(options.months) > cut_.as_of || has_open_work(s))
      return true;
    if (!options.kind.empty() && s.profile.word(Field::kind) != options.kind) return true;
    const std::vector<Fact> log = source_->log(s.key, std::nullopt);
    if (is_held(log)) return true;
    words.read_facts(s.key);
    std::int64_t texts = 0;
    for (const Fact& fact : log) {
      for (const TextRef ref : text_refs(fact))
        texts += words.own_text(ref).empty() ? 0 : 1;
    }
    if (texts > 0) rows.push_back({last, s, texts});
    return true;
  });
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.last < b.last; });
  if (options.limit > 0 && rows.size() > static_cast<std::size_t>(options.limit))
    rows.erase(rows.begin() + options.limit, rows.end());
  TableWriter w(schema::kRetention);
  namespace col = schema::retention;
  for (const Row& r : rows) {
    const Profile& p = r.state.profile;
    put(w, col::customer, words.customer(r.state));
    w.text(col::customer_key, r.state.key.text());
    const auto stage = static_cast<std::int32_t>(p.integer_or(Field::stage, 0));
    if (stage != 0 && !words.hides(access_field(Field::stage)))
      w.text(col::stage, word_name(customer_stage_words(), stage));
    put(w, col::kind, words.word(p.word(Field::kind), access_field(Field::kind)));
    w.date(col::last, r.last);
    w.date(col::due, r.last.plus_months(options.months));
    w.int64(col::texts, r.texts);
    put(w, col::owner, r.state.ownership.owner.text());
    put(w, col::owner_name, words.person(r.state.ownership.owner));
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace kith
