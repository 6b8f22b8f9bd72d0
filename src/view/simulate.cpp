// The days ahead under two cadences, side by side.
#include <set>
#include <utility>

#include "kith/flow/simulate.hpp"
#include "kith/metrics/metrics.hpp"
#include "kith/view/view.hpp"
#include "view/schemas_ahead.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;
namespace col = schema::simulation;

SimulationFigures difference(const SimulationFigures& a, const SimulationFigures& b) {
  SimulationFigures out;
  out.customers = b.customers - a.customers;
  out.kept = b.kept - a.kept;
  out.in_grace = b.in_grace - a.in_grace;
  out.broken = b.broken - a.broken;
  out.waived = b.waived - a.waived;
  out.overdue_at_end = b.overdue_at_end - a.overdue_at_end;
  out.worst_gap_wd = b.worst_gap_wd - a.worst_gap_wd;
  out.worst_gap_ppm = b.worst_gap_ppm - a.worst_gap_ppm;
  out.touches = b.touches - a.touches;
  out.slots = b.slots - a.slots;
  out.peak = b.peak - a.peak;
  out.unserved = b.unserved - a.unserved;
  return out;
}

std::int64_t judged(const SimulationFigures& f) { return f.kept + f.in_grace + f.broken; }

std::optional<std::int64_t> kept_ppm(const SimulationFigures& f) {
  return ppm_of(f.kept + f.in_grace, judged(f));
}

class Rows {
 public:
  Rows(TableWriter& w, Words& words, DateSpan days, bool provisional)
      : w_(w), words_(words), days_(days), provisional_(provisional) {}

  /// The three rows of a person, or of all (nullptr).
  void write(const PersonKey* person, const SimulationFigures& now,
             const SimulationFigures& tried) const {
    one(person, now, "in_force", "现行", kept_ppm(now));
    one(person, tried, "candidate", "待定", kept_ppm(tried));
    const auto a = kept_ppm(now);
    const auto b = kept_ppm(tried);
    one(person, difference(now, tried), "difference", "差异",
        a && b ? std::optional(*b - *a) : std::nullopt);
  }

 private:
  void one(const PersonKey* person, const SimulationFigures& f, const char* cadence,
           const char* zh, std::optional<std::int64_t> rate) const {
    if (person != nullptr) {
      put(w_, col::owner, person->text());
      put(w_, col::owner_name, words_.person(*person));
    }
    w_.text(col::cadence, cadence);
    w_.text(col::cadence_zh, zh);
    w_.date(col::first, days_.first);
    w_.date(col::last, days_.last);
    w_.int64(col::customers, f.customers);
    w_.int64(col::promised, judged(f));
    w_.int64(col::kept, f.kept);
    w_.int64(col::in_grace, f.in_grace);
    w_.int64(col::broken, f.broken);
    w_.int64(col::waived, f.waived);
    if (rate) w_.int64(col::kept_ppm, *rate);
    w_.int64(col::overdue_at_end, f.overdue_at_end);
    w_.int64(col::worst_gap_wd, f.worst_gap_wd);
    w_.int64(col::worst_gap_ppm, f.worst_gap_ppm);
    w_.int64(col::touches, f.touches);
    w_.int64(col::slots, f.slots);
    w_.int64(col::peak, f.peak);
    w_.date(col::peak_day, f.peak_day);
    w_.int64(col::unserved, f.unserved);
    w_.int32(col::provisional, provisional_ ? 1 : 0);
    w_.end_row();
  }

  TableWriter& w_;
  Words& words_;
  DateSpan days_;
  bool provisional_;
};

const SimulationFigures& of(const Simulation& run, const PersonKey& person) {
  static const SimulationFigures kNone;
  const auto found = run.people.find(person);
  return found == run.people.end() ? kNone : found->second;
}

}  // namespace

Table View::simulate(const SimulateOptions& options) const {
  require_all("a simulation");
  const auto moment = source_->hold();
  const Date from = cut_.as_of;
  const Trial now = Trial{rules_->cadence().documents, rules_->cadence().book_start};
  const Trial tried = try_cadence(*rules_, &options.candidate, from).value();
  std::vector<SimulatedCustomer> customers;
  source_->each(cut_, [&](const CustomerState& s) {
    customers.push_back({s.key, s.ownership.owner, s.cadence,
                         stakes_of(s.deals, rules_->pipelines(), from)});
    return true;
  });
  const SimulationOptions how{from, options.days, options.horizon, options.objective,
                              options.cap_times};
  const Simulation a = kith::simulate(customers, now.rules(*rules_), how).value();
  const Simulation b =
      kith::simulate(std::move(customers), tried.rules(*rules_), how).value();
  const Calendar& calendar = rules_->calendar();
  const bool covered =
      calendar.is_covered(a.days.first) && calendar.is_covered(a.days.last);
  TableWriter w(schema::kSimulation);
  Words words = this->words();
  const Rows rows(w, words, a.days, !covered);
  rows.write(nullptr, a.all, b.all);
  std::set<PersonKey> people;
  for (const Simulation* run : {&a, &b}) {
    for (const auto& [person, f] : run->people) people.insert(person);
  }
  for (const PersonKey& person : people) {
    if (person.empty() && of(a, person) == SimulationFigures{} &&
        of(b, person) == SimulationFigures{})
      continue;
    rows.write(&person, of(a, person), of(b, person));
  }
  return std::move(w).finish();
}

}  // namespace kith
