// Funnel and rates: each customer's part, summed by owner and for all.
#include "kith/metrics/metrics.hpp"

#include "kith/view/view.hpp"
#include "view/schemas.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

struct RateSums {
  RateSum conversion;
  RateSum repurchase;
  RateSum churn;
  RateSums& operator+=(const RateSums& o) {
    conversion += o.conversion;
    repurchase += o.repurchase;
    churn += o.churn;
    return *this;
  }
};

RateSums parts_of(const CustomerState& state, const RatesOptions& options, Date as_of) {
  const CustomerFigures figures{state.profile.first_recorded,
                                first_won(state.deals, as_of), order_days(state.deals)};
  return {conversion_part(figures, options.period, as_of),
          repurchase_part(figures, options.period, as_of),
          churn_part(figures, options.period, as_of, options.churn_days)};
}

void put_period(TableWriter& w, std::int32_t first_column, DateSpan period, Date as_of,
                Metric metric) {
  w.date(first_column, period.first);
  w.date(first_column + 1, period.last);
  w.date(first_column + 2, as_of);
  w.text(first_column + 3, metric_definition(metric, Language::chinese));
  w.text(first_column + 4, metric_definition(metric, Language::english));
}

void write_rate(TableWriter& w, const Rate& rate, const PersonKey* owner, Words& words,
                const RatesOptions& options, Date as_of) {
  namespace col = schema::rates;
  if (owner != nullptr) {
    put(w, col::owner, owner->text());
    put(w, col::owner_name, words.person(*owner));
  }
  w.text(col::metric, code_name(rate.metric));
  w.text(col::metric_zh, code_word(rate.metric, Language::chinese));
  w.int64(col::numerator, rate.numerator);
  w.int64(col::denominator, rate.denominator);
  if (rate.ppm) w.int64(col::ppm, *rate.ppm);
  w.text(col::status, code_name(rate.status));
  w.text(col::status_zh, code_word(rate.status, Language::chinese));
  put_period(w, col::period_first, options.period, as_of, rate.metric);
  w.end_row();
}

void write_rates(TableWriter& w, const RateSums& sums, const PersonKey* owner,
                 Words& words, const RatesOptions& options, Date as_of) {
  const std::pair<Metric, const RateSum*> rates[] = {
      {Metric::conversion, &sums.conversion},
      {Metric::repurchase, &sums.repurchase},
      {Metric::churn, &sums.churn}};
  for (const auto& [metric, sum] : rates) {
    write_rate(w, make_rate(metric, *sum, options.period, as_of), owner, words, options,
               as_of);
  }
}

void write_funnel_row(TableWriter& w, const FunnelCounts& counts, std::int32_t step,
                      const Pipeline& pipeline, const FunnelOptions& options,
                      Date as_of) {
  namespace col = schema::funnel;
  const auto put_status = [&](RateStatus status) {
    w.text(col::status, code_name(status));
    w.text(col::status_zh, code_word(status, Language::chinese));
  };
  w.text(col::pipeline, pipeline.id);
  w.int32(col::step, step);
  if (step == 0) {
    w.text(col::stage, "created");
    w.text(col::stage_zh, "新建商机");
    w.int64(col::reached, counts.created);
    w.int64(col::lost_here, counts.lost_at.empty() ? 0 : counts.lost_at[0]);
    put_status(options.period.last > as_of ? RateStatus::partial_period : RateStatus::ok);
  } else {
    const auto i = static_cast<std::size_t>(step - 1);
    const Rate from_before = funnel_step(counts, i, options.period, as_of);
    const Rate of_all = funnel_cumulative(counts, i, options.period, as_of);
    w.text(col::stage, pipeline.stages[i].id);
    w.text(col::stage_zh, pipeline.stages[i].zh);
    w.int64(col::reached, i < counts.reached.size() ? counts.reached[i] : 0);
    w.int64(col::visited, i < counts.visited.size() ? counts.visited[i] : 0);
    if (from_before.ppm) w.int64(col::step_ppm, *from_before.ppm);
    if (of_all.ppm) w.int64(col::cumulative_ppm, *of_all.ppm);
    w.int64(col::lost_here, i + 1 < counts.lost_at.size() ? counts.lost_at[i + 1] : 0);
    put_status(of_all.status);
  }
  put_period(w, col::period_first, options.period, as_of, Metric::funnel_cumulative);
}

void write_funnel(TableWriter& w, const FunnelCounts& counts, const PersonKey* owner,
                  Words& words, const Pipeline& pipeline, const FunnelOptions& options,
                  Date as_of) {
  namespace col = schema::funnel;
  for (std::int32_t step = 0; step <= static_cast<std::int32_t>(pipeline.stages.size());
       ++step) {
    if (owner != nullptr) {
      put(w, col::owner, owner->text());
      put(w, col::owner_name, words.person(*owner));
    }
    write_funnel_row(w, counts, step, pipeline, options, as_of);
    w.end_row();
  }
}

DealFigures figures_of(const DealPath& path) {
  return {path.created, path.reached, path.visits, path.end, path.end_day};
}

}  // namespace

Table View::rates(const RatesOptions& options) const {
  const auto moment = source_->hold();
  if (options.period.last < options.period.first) {
    throw invalid(Reason::bad_order, "the period ends before it begins").at("period");
  }
  RateSums all;
  std::map<PersonKey, RateSums> owners;
  counted_->each(cut_, [&](const CustomerState& state) {
    const RateSums parts = parts_of(state, options, cut_.as_of);
    all += parts;
    if (options.by_owner) owners[state.ownership.owner] += parts;
    return true;
  });
  TableWriter w(schema::kRates);
  Words words = this->words();
  write_rates(w, all, nullptr, words, options, cut_.as_of);
  for (const auto& [owner, sums] : owners)
    write_rates(w, sums, &owner, words, options, cut_.as_of);
  return std::move(w).finish();
}

Table View::funnel(const FunnelOptions& options) const {
  const auto moment = source_->hold();
  if (options.period.last < options.period.first) {
    throw invalid(Reason::bad_order, "the period ends before it begins").at("period");
  }
  const std::string id =
      options.pipeline.empty() ? std::string(kDefaultPipeline) : options.pipeline;
  const auto timeline = rules_->pipelines().find(id);
  const Pipeline* pipeline =
      timeline == rules_->pipelines().end() ? nullptr : timeline->second.at(cut_.as_of);
  if (pipeline == nullptr) {
    throw Error(Status::failed_precondition, Reason::not_adopted,
                "no pipeline \"" + id + "\" is in force")
        .at("pipeline");
  }
  FunnelCounts all;
  std::map<PersonKey, FunnelCounts> owners;
  counted_->each(cut_, [&](const CustomerState& state) {
    for (const DealPath& path : deal_paths(state.deals, *pipeline)) {
      const FunnelCounts part = funnel_part(figures_of(path), options.period, cut_.as_of);
      if (part.created == 0) continue;
      all += part;
      if (options.by_owner) owners[state.ownership.owner] += part;
    }
    return true;
  });
  TableWriter w(schema::kFunnel);
  Words words = this->words();
  write_funnel(w, all, nullptr, words, *pipeline, options, cut_.as_of);
  for (const auto& [owner, counts] : owners) {
    write_funnel(w, counts, &owner, words, *pipeline, options, cut_.as_of);
  }
  return std::move(w).finish();
}

}  // namespace kith
