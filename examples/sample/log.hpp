// The log of one customer while it is written: heads, keys and recorded instants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kith/model/batch.hpp"
#include "sample/rng.hpp"
#include "sample/world.hpp"

namespace kith::sample {

/// Facts in any order in; a batch ordered by recorded out. A fact outside the book's days
/// is left out: it has not happened yet.
class Log {
 public:
  Log(const World& world, CustomerKey customer, std::int64_t index);

  /// A head for one more event. `topic` is its short name within the key ("T": touch);
  /// without a time of day it is known to the day only.
  FactHead head(char topic, Date day, const PersonKey& author, bool with_time = false);
  TextRef text(const FactHead& head, std::string_view field, std::string_view words) {
    return batch_.put_text(head, field, words);
  }
  /// Whether a fact of that day belongs to the book.
  [[nodiscard]] bool holds(Date day) const { return day <= world_.options.last; }
  void add(FactHead head, FactBody body);
  /// A second revision of a fact, recorded a day or more later, while there is time.
  void correct(const FactHead& head, FactBody body);
  /// The fact never happened.
  void retract(const FactHead& head);
  /// Calls it finished.
  Batch finish();

 private:
  Instant evening(Date day);
  Instant evening_after(Instant recorded);

  const World& world_;
  CustomerKey customer_;
  Rng rng_;
  std::int32_t count_ = 0;
  Batch batch_;
  std::vector<Fact> facts_;
};

}  // namespace kith::sample
