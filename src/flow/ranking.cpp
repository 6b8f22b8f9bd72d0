// The rows of the tables that speak of a promise.
#include "kith/flow/ranking.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace kith {
namespace {

__extension__ typedef __int128 Wide;

std::int64_t clamped(Wide n) {
  using Limits = std::numeric_limits<std::int64_t>;
  return static_cast<std::int64_t>(std::clamp<Wide>(n, Limits::min(), Limits::max()));
}

const CadenceDocument* document_on(Date day, const CadenceRules& rules) {
  const BoundCadence* bound = rules.documents.at(day);
  return bound == nullptr ? nullptr : &bound->document();
}

/// As a reason's argument: a bar parts its languages.
std::string one_word(std::string text) {
  std::replace(text.begin(), text.end(), '|', '/');
  return text;
}
std::string both(const BilingualText& words) {
  return one_word(words.zh) + "|" + one_word(words.en);
}

/// The rows that speak of one promise.
class Rows {
 public:
  void add(std::string_view code, std::int32_t points, std::string row) {
    if (points != 0) addends_.push_back({code, points, std::move(row)});
  }
  std::vector<Addend> take() && { return std::move(addends_); }

 private:
  std::vector<Addend> addends_;
};

std::string tag_words(const CadenceDocument& document, const std::string& tag) {
  for (const TagRule& rule : document.tags) {
    if (rule.tag == tag) return both(rule.words);
  }
  return one_word(tag);
}

void add_tags(Rows& rows, const CadenceDocument& document, const Standing& standing,
              Date day) {
  for (const HeldTag& held : standing.tags) {
    if (held.expires && *held.expires < day) continue;
    if (const NamedPoints* row = row_of(document.ranking.tags, held.tag))
      rows.add("tag", row->points, tag_words(document, held.tag));
  }
}

void add_value(Rows& rows, const Ranking& ranking, const Stakes& stakes) {
  for (const Money& sum : stakes.open) {
    if (sum.currency != ranking.currency) continue;
    if (const PointStep* row = row_at(ranking.value, sum.minor)) {
      const Money begin{row->from, ranking.currency};
      rows.add("value", row->points, begin.decimal() + " " + ranking.currency.code());
    }
  }
}

}  // namespace

Stakes stakes_of(const DealsState& state, const Pipelines& pipelines, Date day) {
  Stakes stakes;
  std::map<Currency, Wide> sums;
  std::int32_t furthest = -1;
  for (const Deal& deal : state.deals) {
    if (deal.created > day || deal.ending(day).end != DealEnd::open) continue;
    if (deal.amount) sums[deal.amount->currency] += deal.amount->minor;
    const std::string stage(deal.stage(day));
    if (stage.empty()) continue;
    const Pipeline* pipeline = pipeline_of(deal, pipelines);
    const std::int32_t index = pipeline == nullptr ? -1 : pipeline->stage_index(stage);
    if (!stakes.stage.empty() && index <= furthest) continue;
    furthest = index;
    stakes.stage = stage;
    stakes.stage_words = {stage, stage};
    if (index < 0) continue;
    const PipelineWord& word = pipeline->stages[static_cast<std::size_t>(index)];
    stakes.stage_words = {word.zh, word.en};
  }
  for (const auto& [currency, sum] : sums)
    stakes.open.push_back({clamped(sum), currency});
  return stakes;
}

bool is_ranked(Date day, const CadenceRules& rules) {
  const CadenceDocument* document = document_on(day, rules);
  return document != nullptr && !document->ranking.is_empty();
}

std::vector<Addend> table_addends(const PromiseRow& row, const CadenceState& state,
                                  const Stakes& stakes, Date day,
                                  const CadenceRules& rules) {
  if (!is_ranked(day, rules)) return {};
  const CadenceDocument& document = *document_on(day, rules);
  const Ranking& ranking = document.ranking;
  const Standing& standing =
      state.standing_today ? *state.standing_today : state.standing;
  Rows rows;
  if (const NamedPoints* tier = row_of(ranking.tiers, standing.tier))
    rows.add("tier", tier->points, one_word(tier->name));
  if (const NamedPoints* stage = row_of(ranking.stages, stakes.stage))
    rows.add("stage", stage->points, both(stakes.stage_words));
  add_value(rows, ranking, stakes);
  if (const PointStep* step = row_at(ranking.overdue_wd, row.overdue_wd))
    rows.add("overdue", step->points, std::to_string(step->from));
  add_tags(rows, document, standing, day);
  return std::move(rows).take();
}

}  // namespace kith
