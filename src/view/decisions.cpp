#include "view/decisions.hpp"

#include <utility>

#include "kith/base/hash.hpp"

namespace kith::view_detail {
namespace {

constexpr std::size_t kLongestKey = 255;

}  // namespace

EventKey decision_event(std::string_view source, std::string_view run,
                        const CustomerKey& customer, std::string_view part) {
  EventKey event{std::string(source), std::string(run) + "/" + customer.text()};
  if (!part.empty()) event.key += "/" + std::string(part);
  if (event.key.size() > kLongestKey) {
    event.key = KeyedHash(HashKey{}).part(event.key).finish().base32();
  }
  return event;
}

RunDecisions::RunDecisions(std::string_view kind, std::string_view run, Date as_of,
                           Date effective, Instant recorded)
    : run_{std::string(kind), std::string(run), as_of, effective, 0},
      recorded_(recorded) {}

bool RunDecisions::is_known(const Source& source, std::optional<Instant> known_at) const {
  for (const Fact& f : source.log(CustomerKey(), known_at)) {
    const auto* known = std::get_if<RunFact>(&f.body);
    if (known != nullptr && known->kind == run_.kind && known->run == run_.run)
      return true;
  }
  return false;
}

Fact RunDecisions::fact(EventKey event, FactBody body) const {
  Fact fact;
  fact.head.event = std::move(event);
  fact.head.occurred = Occurred::on(run_.effective);
  fact.head.recorded = recorded_;
  fact.body = std::move(body);
  return fact;
}

void RunDecisions::add(const CustomerKey& customer, FactBody body,
                       std::string_view part) {
  Fact decision = fact(decision_event("kith:" + run_.kind, run_.run, customer, part),
                       std::move(body));
  decision.head.root = customer;
  facts_.push_back(std::move(decision));
}

Batch RunDecisions::finish() && {
  run_.decisions = static_cast<std::int64_t>(facts_.size());
  Batch batch;
  batch.add(fact({"kith:run", run_.kind + "/" + run_.run}, run_)).value();
  for (Fact& f : facts_) batch.add(std::move(f)).value();
  return batch;
}

}  // namespace kith::view_detail
