#include "book/desk.hpp"

namespace kith::test {

namespace {
const Currency kYuan = Currency::parse("CNY").value();
}

FactBody RandomHistory::body(const std::string& root) {
  const auto person = [&] { return PersonKey("p" + std::to_string(roll(3))); };
  const DealKey deal(root + "-d" + std::to_string(roll(2)));
  const OrderKey order(root + "-o" + std::to_string(roll(4)));
  switch (roll(9)) {
    case 0:
      return OwnerFact{roll(5) == 0 ? PersonKey() : person()};
    case 1:
      return CustomerFact{{{Field::stage, FieldValue(roll(6) + 1)}}};
    case 2:
      return TagFact{"urgent_need", roll(2) == 0, std::nullopt};
    case 3:
      return DealFact{deal, "", {}, Money{roll(1000), kYuan}, PersonKey()};
    case 4:
      return StageFact{deal, "", roll(2) == 0 ? DealEnd::won : DealEnd::lost, "price"};
    case 5:
      return StageFact{deal, "proposal", DealEnd::open, ""};
    case 6:
      return OrderFact{order, Money{roll(1000), kYuan}, DealKey(), ""};
    case 7: {
      TierFact t;
      t.tier = roll(2) == 0 ? "A" : "B";
      return t;
    }
    default:
      return phone_touch(person().text());
  }
}

Fact RandomHistory::next_fact() {
  const std::string root = "c" + std::to_string(roll(4));
  const Date d = day("2024-01-01").plus_days(roll(90));
  const std::string key = "e" + std::to_string(serial_++);
  const std::int64_t kind = given_.empty() ? 9 : roll(10);
  if (kind > 2) return fact(root, key, d, body(root));
  Fact old =
      given_[static_cast<std::size_t>(roll(static_cast<std::int64_t>(given_.size())))];
  if (kind == 0) return fact(old.head.root.text(), key, d, RetractFact{old.head.event});
  const bool retraction = old.kind() == FactKind::retract;
  if (kind == 1 && !retraction) {
    old.head.revision += 1;
    old.head.occurred = Occurred::on(d);
    return old;
  }
  Fact f = fact(old.head.root.text(), key, d, body(old.head.root.text()));
  f.head.replaces = old.head.event;
  return f;
}

Batch RandomHistory::next_batch() {
  Batch batch;
  const std::int64_t n = 1 + roll(5);
  for (std::int64_t i = 0; i < n; ++i) {
    Fact f = next_fact();
    batch.add(f).value();
    given_.push_back(std::move(f));
  }
  now_ = Instant(now_.micros() + (1 + roll(3)) * Instant::kMicrosPerDay);
  return batch;
}

}  // namespace kith::test
