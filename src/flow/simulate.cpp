// Days of work ahead, one after another.
#include "kith/flow/simulate.hpp"

#include <algorithm>
#include <utility>

namespace kith {
namespace {

constexpr std::int32_t kMostDays = 250;
constexpr std::int64_t kMillion = 1'000'000;

/// A promise that is owed, and whose it is to do.
struct Owed {
  PromiseRow row;
  PersonKey keeper;
};

struct Live {
  SimulatedCustomer customer;
  SimulationFigures before;  ///< counters at the start
  std::vector<Owed> owed;
  Date fresh_until = Date::min();  ///< first day on which time alone changes them
};

/// One touch that somebody could make today.
struct Task {
  Live* live = nullptr;
  const Owed* owed = nullptr;
  Job job;
};

bool is_owed(const PromiseRow& row) {
  return (row.state == PromiseState::overdue || row.state == PromiseState::open ||
          row.state == PromiseState::upcoming) &&
         row.due.has_value();
}

bool is_step(const PromiseRow& row) { return !row.step.source.empty(); }

bool same_promise(const PromiseRow& a, const PromiseRow& b) {
  return a.stream == b.stream && a.slides == b.slides && a.step == b.step &&
         a.due == b.due;
}

void add_counters(SimulationFigures& sum, const CadenceState& state) {
  for (const StreamState& s : state.streams) {
    sum.kept += s.kept;
    sum.in_grace += s.in_grace;
    sum.broken += s.broken;
    sum.waived += s.waived;
  }
}

SimulationFigures counters(const CadenceState& state, Date day,
                           const CadenceRules& rules) {
  CadenceState copy = state;
  settle(copy, day, rules);
  SimulationFigures out;
  add_counters(out, copy);
  return out;
}

Channel first_channel(std::uint32_t channels) {
  for (const CodeWord& word : channel_words()) {
    if (channels >> static_cast<std::uint32_t>(word.code) & 1u)
      return static_cast<Channel>(word.code);
  }
  return Channel::phone;
}

class Run {
 public:
  Run(std::vector<SimulatedCustomer> customers, const CadenceRules& rules,
      const SimulationOptions& options)
      : rules_(rules), options_(options) {
    for (SimulatedCustomer& c : customers) {
      Live live{std::move(c), {}, {}, Date::min()};
      // What ended before the first day is judged on it.
      live.before = counters(live.customer.cadence, options.from, rules);
      ++figures(live.customer.owner).customers;
      lives_.push_back(std::move(live));
    }
    std::sort(lives_.begin(), lives_.end(), [](const Live& a, const Live& b) {
      return a.customer.key < b.customer.key;
    });
    for (const PersonKey& key : rules.directory.people()) {
      const Person* person = rules.directory.find(key, options.from);
      if (person->active && work_on(key, options.from)) figures(key);
    }
  }

  Result<Simulation> go() {
    auto day = rules_.calendar.add(options_.from, 0);
    if (!day) return day.error();
    out_.days = {day->day, day->day};
    for (std::int32_t n = 0; n < options_.days; ++n) {
      const auto next = rules_.calendar.add(day->day, 1);
      if (!next) return next.error();
      const bool is_last = n + 1 == options_.days;
      if (auto done = live_through(day->day, next->day, is_last); !done)
        return done.error();
      out_.days.last = day->day;
      day = next;
    }
    judge_all();
    return std::move(out_);
  }

 private:
  SimulationFigures& figures(const PersonKey& person) { return out_.people[person]; }

  // ---- a day ---------------------------------------------------------------

  Result<void> live_through(Date day, Date next, bool is_last) {
    desks_.clear();
    for (const auto& [person, f] : out_.people) (void)work_on(person, day);
    std::map<PersonKey, std::vector<Task>> tasks;
    for (Live& live : lives_) {
      refresh(live, day);
      for (const Owed& owed : live.owed) put(tasks, live, owed, day, next, is_last);
    }
    std::int64_t made = 0;
    for (auto& [person, theirs] : tasks) {
      auto touches = work(person, theirs, day);
      if (!touches) return touches.error();
      made += *touches;
    }
    for (const auto& [person, desk] : desks_) {
      if (desk && desk->is_open(day)) figures(person).slots += slots_of(*desk);
    }
    peak(out_.all, made, day);
    judge_steps(day, next);
    return {};
  }

  static void peak(SimulationFigures& f, std::int64_t made, Date day) {
    f.touches += made;
    if (made <= f.peak) return;
    f.peak = made;
    f.peak_day = day;
  }

  static std::int64_t slots_of(const WorkDays& days) {
    if (days.day_slots) return *days.day_slots;
    std::int64_t sum = 0;
    for (const auto& [channel, slots] : days.channel_slots) sum += slots;
    return sum;
  }

  /// The days planned of somebody on a day; none without a capacity.
  const std::optional<WorkDays>& work_on(const PersonKey& person, Date day) {
    const auto known = desks_.find(person);
    if (known != desks_.end()) return known->second;
    std::optional<WorkDays> days;
    auto found =
        work_days(person, day, options_.horizon, rules_.calendar, rules_.directory);
    if (found) days = *std::move(found);
    return desks_.emplace(person, std::move(days)).first->second;
  }

  void refresh(Live& live, Date day) {
    if (day < live.fresh_until) return;
    live.owed.clear();
    for (PromiseRow& row : promises(live.customer.cadence, day, rules_)) {
      if (!is_owed(row)) continue;
      PersonKey keeper = keeper_of(row, live.customer, day);
      row.whys.clear();
      live.owed.push_back({std::move(row), std::move(keeper)});
    }
    live.fresh_until = outlook(live.customer.cadence, day, rules_).wake;
  }

  [[nodiscard]] PersonKey keeper_of(const PromiseRow& row,
                                    const SimulatedCustomer& customer, Date day) const {
    if (is_step(row)) return row.actor.empty() ? customer.owner : row.actor;
    const Stream* stream = stream_of(row, day);
    if (stream == nullptr) return customer.owner;
    return doer_of(*stream, customer.owner, customer.key, rules_.directory, day);
  }

  [[nodiscard]] const Stream* stream_of(const PromiseRow& row, Date day) const {
    const BoundCadence* bound = rules_.documents.at(day);
    return bound == nullptr ? nullptr : bound->document().find(row.stream);
  }

  void put(std::map<PersonKey, std::vector<Task>>& tasks, Live& live, const Owed& owed,
           Date day, Date next, bool is_last) {
    PersonKey who = owed.keeper;
    if (!who.empty()) who = worked_off_by(who, *owed.row.due, day, rules_.directory);
    const std::optional<WorkDays>* days = who.empty() ? nullptr : &work_on(who, day);
    if (days == nullptr || !*days) {
      if (is_last && *owed.row.due < next) ++figures(live.customer.owner).unserved;
      return;
    }
    if (!(*days)->is_open(day)) return;
    auto made = promise_job(live.customer.key, owed.row, **days, rules_.calendar,
                            table_addends(owed.row, live.customer.cadence,
                                          live.customer.stakes, day, rules_));
    if (made) tasks[who].push_back({&live, &owed, std::move(made->job)});
  }

  /// Plans somebody's days and makes the touches of the first.
  Result<std::int64_t> work(const PersonKey& person, std::vector<Task>& tasks, Date day) {
    const WorkDays& days = *work_on(person, day);
    std::vector<Job> jobs;
    for (const Task& task : tasks) jobs.push_back(task.job);
    PlanOptions how;
    how.today = day;
    how.objective = options_.objective;
    how.cap_times = options_.cap_times;
    how.fixes = false;
    const auto plan = plan_days(jobs, capacity_for(days, jobs), rules_.calendar, how);
    if (!plan) return plan.error();
    std::int64_t made = 0;
    for (const std::int32_t i : plan->today)
      made += make(tasks[static_cast<std::size_t>(i)], person, day) ? 1 : 0;
    peak(figures(person), made, day);
    return made;
  }

  /// False: a touch of the day before it has served this promise too.
  bool make(const Task& task, const PersonKey& person, Date day) {
    Live& live = *task.live;
    CadenceState& state = live.customer.cadence;
    const PromiseRow& row = task.owed->row;
    if (live.fresh_until == Date::min() && !still_owed(state, row, day)) return false;
    gap(live.customer.owner, row, day);
    const std::vector<OpenStep> open = state.steps;
    TouchFact touched;
    touched.channel = task.job.channel != Channel::unknown ? task.job.channel
                                                           : first_channel(row.channels);
    touched.actor = person;
    if (const Stream* stream = is_step(row) ? nullptr : stream_of(row, day)) {
      if (stream->executive) touched.level = Level::executive;
      if (!stream->purposes.empty()) touched.purpose = stream->purposes.front();
    }
    FactHead head;
    head.occurred = Occurred::on(day);
    const Standing standing =
        state.standing_today ? *state.standing_today : state.standing;
    const CadenceState before = settled(state, day);
    stand(state, day, standing, rules_);
    touch(state, head, touched, rules_);
    pass_over_repaired(live, before, day);
    if (is_step(row)) close_step(state, {row.step, true});
    count_steps(live, open, day);
    live.fresh_until = Date::min();
    return true;
  }

  [[nodiscard]] CadenceState settled(const CadenceState& state, Date day) const {
    CadenceState copy = state;
    settle(copy, day, rules_);
    return copy;
  }

  /// A bucket that was broken before the first day and is completed in grace now: both
  /// belong to the days before.
  void pass_over_repaired(Live& live, const CadenceState& before, Date day) const {
    const CadenceState after = settled(live.customer.cadence, day);
    for (const StreamState& b : before.streams) {
      if (b.previous.last >= options_.from) continue;
      for (const StreamState& a : after.streams) {
        if (a.stream != b.stream || a.kind != b.kind || a.broken >= b.broken) continue;
        live.before.broken -= b.broken - a.broken;
        live.before.in_grace += b.broken - a.broken;
      }
    }
  }

  /// Steps that were open and are not: done in time, if it was.
  void count_steps(const Live& live, const std::vector<OpenStep>& open, Date day) {
    for (const Owed& owed : live.owed) {
      const bool was = is_step(owed.row) && has(open, owed.row.step);
      if (!was || has(live.customer.cadence.steps, owed.row.step)) continue;
      if (*owed.row.due >= day) ++figures(live.customer.owner).kept;
    }
  }
  static bool has(const std::vector<OpenStep>& steps, const EventKey& event) {
    return std::any_of(steps.begin(), steps.end(),
                       [&](const OpenStep& s) { return s.event == event; });
  }

  [[nodiscard]] bool still_owed(const CadenceState& state, const PromiseRow& row,
                                Date day) const {
    const auto rows = promises(state, day, rules_);
    return std::any_of(rows.begin(), rows.end(), [&](const PromiseRow& now) {
      return is_owed(now) && same_promise(now, row);
    });
  }

  void gap(const PersonKey& owner, const PromiseRow& row, Date day) {
    if (is_step(row)) return;
    Date since = row.since.value_or(*row.due);
    if (!row.slides) since = since.plus_days(-1);
    const std::int64_t waited = rules_.calendar.count(since, day).days;
    const std::int64_t period = std::max(1, rules_.calendar.count(since, *row.due).days);
    SimulationFigures& f = figures(owner);
    f.worst_gap_wd = std::max(f.worst_gap_wd, waited);
    f.worst_gap_ppm = std::max(f.worst_gap_ppm, waited * kMillion / period);
  }

  // ---- judgement -----------------------------------------------------------

  /// Steps that fell due and stand open are broken.
  void judge_steps(Date day, Date next) {
    for (Live& live : lives_) {
      for (const Owed& owed : live.owed) {
        const PromiseRow& row = owed.row;
        if (!is_step(row) || *row.due < day || *row.due >= next) continue;
        if (has(live.customer.cadence.steps, row.step))
          ++figures(live.customer.owner).broken;
      }
    }
  }

  void judge_all() {
    const Date last = out_.days.last;
    for (const Live& live : lives_) {
      const CadenceState& state = live.customer.cadence;
      const SimulationFigures after = counters(state, last, rules_);
      SimulationFigures& f = figures(live.customer.owner);
      f.kept += after.kept - live.before.kept;
      f.in_grace += after.in_grace - live.before.in_grace;
      f.broken += after.broken - live.before.broken;
      f.waived += after.waived - live.before.waived;
      for (const PromiseRow& row : promises(state, last, rules_)) {
        if (row.state != PromiseState::overdue || !row.due) continue;
        ++f.overdue_at_end;
        gap(live.customer.owner, row, last);
      }
    }
    for (const auto& [person, f] : out_.people) {
      SimulationFigures& all = out_.all;
      all.customers += f.customers;
      all.kept += f.kept;
      all.in_grace += f.in_grace;
      all.broken += f.broken;
      all.waived += f.waived;
      all.overdue_at_end += f.overdue_at_end;
      all.worst_gap_wd = std::max(all.worst_gap_wd, f.worst_gap_wd);
      all.worst_gap_ppm = std::max(all.worst_gap_ppm, f.worst_gap_ppm);
      all.slots += f.slots;
      all.unserved += f.unserved;
    }
  }

  const CadenceRules& rules_;
  SimulationOptions options_;
  std::vector<Live> lives_;
  std::map<PersonKey, std::optional<WorkDays>> desks_;  ///< of the day
  Simulation out_;
};

}  // namespace

Result<Simulation> simulate(std::vector<SimulatedCustomer> customers,
                            const CadenceRules& rules, const SimulationOptions& options) {
  if (options.days < 1 || options.days > kMostDays)
    return invalid(Reason::bad_number, "1 to 250").at("days");
  if (options.horizon < 1 || options.horizon > kMostDays)
    return invalid(Reason::bad_number, "1 to 250").at("horizon");
  if (options.cap_times < 1)
    return invalid(Reason::bad_number, "at least 1").at("cap_times");
  return Run(std::move(customers), rules, options).go();
}

}  // namespace kith
