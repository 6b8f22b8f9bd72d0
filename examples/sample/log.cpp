#include "sample/log.hpp"

#include <algorithm>
#include <utility>

namespace kith::sample {

namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kHour = 3'600 * kSecond;

std::string four_digits(std::int32_t n) {
  std::string digits = std::to_string(n);
  return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

}  // namespace

Log::Log(const World& world, CustomerKey customer, std::int64_t index)
    : world_(world),
      customer_(std::move(customer)),
      rng_(world.options.seed, static_cast<std::uint64_t>(index), 9) {}

FactHead Log::head(char topic, Date day, const PersonKey& author, bool with_time) {
  FactHead head;
  head.root = customer_;
  head.event = {"crm", customer_.text() + "-" + topic + four_digits(++count_)};
  head.occurred = Occurred::on(day);
  if (with_time) {
    const std::int64_t minutes = rng_.between(9 * 60, 17 * 60 + 45) / 5 * 5;
    head.occurred.at = Instant(Zone{}.midnight(day).micros() + minutes * 60 * kSecond);
  }
  head.recorded = evening(day);
  head.author = author;
  return head;
}

// One in eight is entered late; nothing is recorded after the last evening or before the
// first.
Instant Log::evening(Date day) {
  const std::int64_t late = rng_.chance(120) ? rng_.between(1, 5) : 0;
  const Date on =
      std::clamp(day.plus_days(late), world_.options.first, world_.options.last);
  return Instant(Zone{}.midnight(on).micros() + 18 * kHour +
                 rng_.below(4 * 3600) * kSecond);
}

Instant Log::evening_after(Instant recorded) {
  const Date on = Zone{}.day_of(recorded).plus_days(rng_.between(1, 6));
  return Instant(Zone{}.midnight(on).micros() + 18 * kHour +
                 rng_.below(4 * 3600) * kSecond);
}

void Log::add(FactHead head, FactBody body) {
  if (!holds(head.occurred.day)) return;
  facts_.push_back({std::move(head), std::move(body)});
}

void Log::correct(const FactHead& head, FactBody body) {
  FactHead again = head;
  again.revision = 1;
  again.recorded = evening_after(head.recorded);
  if (!holds(Zone{}.day_of(again.recorded)) || !holds(head.occurred.day)) return;
  facts_.push_back({std::move(again), std::move(body)});
}

void Log::retract(const FactHead& head) {
  FactHead taken_back = this->head('X', head.occurred.day, head.author);
  taken_back.recorded = evening_after(head.recorded);
  taken_back.occurred = Occurred::on(Zone{}.day_of(taken_back.recorded));
  if (!holds(taken_back.occurred.day) || !holds(head.occurred.day)) return;
  facts_.push_back({std::move(taken_back), RetractFact{head.event}});
}

Batch Log::finish() {
  std::sort(facts_.begin(), facts_.end(), [](const Fact& a, const Fact& b) {
    return a.head.recorded != b.head.recorded ? a.head.recorded < b.head.recorded
                                              : fact_before(a, b);
  });
  for (Fact& fact : facts_) {
    if (!world_.options.recorded) fact.head.recorded = Instant();
    batch_.add(std::move(fact)).value();
  }
  facts_.clear();
  return std::move(batch_);
}

}  // namespace kith::sample
