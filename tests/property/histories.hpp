// Random histories of a small book: facts of every kind that customers have, corrections
// and retractions among them, and now and then another document, calendar or person, and
// customers that become one or several again.
//
//   histories::Generator made(seed, steps);
//   while (made.more()) { histories::Step step = made.next(); … }
//
// The same seed gives the same history on every platform. Dates lie around 2023 and 2024.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kith/model/batch.hpp"

namespace kith::histories {

/// splitmix64: small, and the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits();
  /// 0 … n - 1.
  std::int32_t below(std::int32_t n) {
    return static_cast<std::int32_t>(bits() % static_cast<std::uint64_t>(n));
  }
  std::int32_t between(std::int32_t low, std::int32_t high) {
    return low + below(high - low + 1);
  }
  bool percent(std::int32_t n) { return below(100) < n; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<std::int32_t>(list.size())))];
  }

 private:
  std::uint64_t state_;
};

struct Step {
  Batch batch;  ///< conflicts with nothing before; every fact has `recorded`
  Instant recorded;
  std::string what;
};

class Generator {
 public:
  Generator(std::uint64_t seed, std::int32_t steps, std::int32_t customers = 3);
  [[nodiscard]] bool more() const { return made_ < steps_; }
  Step next();
  /// A fact that is known, with other content.
  [[nodiscard]] Fact contradiction();
  /// Local day that the history has reached.
  [[nodiscard]] Date today() const { return today_; }

 private:
  struct StreamSpec;

  void set_up(Step& step);
  void customer_step(Step& step);
  void book_step(Step& step);

  Fact fresh(const CustomerKey& customer, FactKind kind);
  FactBody body_of(const CustomerKey& customer, FactKind kind, Date day, FactHead& head,
                   Batch& batch);
  FactBody contact(const FactHead& head, Batch& batch);
  FactBody customer_fields(const FactHead& head, Batch& batch);
  FactBody deal(const FactHead& head, Batch& batch);
  FactBody stage();
  FactBody win_back(Date day, const FactHead& head, Batch& batch);
  Money some_money();
  OrderKey some_order();
  FactBody touch();
  FactBody next_step(Date day);
  EventKey some_step(const CustomerKey& customer);
  FactKind some_kind();
  Occurred some_time(Date day);
  Date some_day();

  void add(Step& step, Fact fact);
  void add_new(Step& step, const CustomerKey& customer);
  void duplicate(Step& step, const std::vector<Fact>& log);
  void correct(Step& step, const std::vector<Fact>& log);
  void replace(Step& step, const std::vector<Fact>& log);
  void retract(Step& step, const std::vector<Fact>& log, bool a_retraction);

  void adopt(Step& step, DocumentKind kind, const std::string& json, Date effective);
  void add_person(Step& step);
  void merge(Step& step);
  void unmerge(Step& step);
  bool stands(const Fact& fact);
  void add_absence(Step& step);
  std::string cadence_json();
  std::string stream_json(const std::string& id);
  std::string calendar_json();
  std::string criterion_json(const std::vector<std::string>& inputs,
                             const std::string& scale);
  std::string tier_json();
  std::string pool_json();
  std::string milestone_json(const std::string& id,
                             const std::vector<std::string>& stages);
  std::string pipeline_json(const std::string& id);

  Random random_;
  std::int32_t steps_;
  std::int32_t made_ = 0;
  std::int32_t events_ = 0;
  Date today_;
  Instant recorded_;
  std::vector<CustomerKey> customers_;
  std::map<CustomerKey, std::vector<Fact>> logs_;  ///< the empty key: the book's own
  std::map<std::string, std::string> streams_;     ///< JSON of the running document's
};

}  // namespace kith::histories
