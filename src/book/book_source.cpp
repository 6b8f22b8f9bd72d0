#include "book/book_source.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "book/codec.hpp"
#include "book/guard.hpp"
#include "book/sqlite_error.hpp"

namespace kith::book {
namespace {

// One call: its turn among threads, one view of the file, and a mark that keeps visitors
// from recording.
class Reading {
 public:
  explicit Reading(Engine& engine)
      : engine_(engine), turn_(engine.mutex()), scope_(engine.store()) {
    ++engine_.readers();
  }
  ~Reading() { --engine_.readers(); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  Engine& engine_;
  std::lock_guard<std::recursive_mutex> turn_;
  ReadScope scope_;
};

// How the states of one cut are come by.
class CutReader {
 public:
  CutReader(Engine& engine, const Cut& cut)
      : engine_(engine),
        cut_(cut),
        past_(cut.known_at && *cut.known_at < engine.store().meta().last_recorded),
        rules_(past_ ? engine.rules(*cut.known_at) : nullptr) {}

  [[nodiscard]] bool past() const { return past_; }
  /// None: no fact in force in the cut.
  std::optional<CustomerState> state(const CustomerRow& row) {
    if (past_) return folded(row, cut_.known_at);
    CustomerState state = state_of(row);
    if (!state.last) return std::nullopt;
    if (state.last->occurred.day <= cut_.as_of) return state;
    return folded(row, std::nullopt);
  }

 private:
  std::optional<CustomerState> folded(const CustomerRow& row,
                                      std::optional<Instant> known_at) {
    if (!rules_) rules_ = engine_.rules();
    CustomerState state =
        refold(row, engine_.store().history(row, known_at), *rules_, cut_.as_of);
    if (!state.last) return std::nullopt;
    return state;
  }

  Engine& engine_;
  Cut cut_;
  bool past_;
  RulesPtr rules_;
};

std::vector<std::pair<CustomerKey, std::int64_t>> listed(Store& store,
                                                         const PersonKey& owner) {
  std::vector<std::pair<CustomerKey, std::int64_t>> out;
  for (const ChunkRow& chunk : store.chunks_of(owner)) {
    for (const Slot& slot : slots_from(chunk.slots))
      out.emplace_back(store.key_of(slot.customer), slot.customer);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::shared_ptr<const Rules> BookSource::rules(std::optional<Instant> known_at) const {
  return guard(engine_, "reading the rules", [&] {
    const Reading reading(engine_);
    return known_at ? engine_.rules(*known_at) : engine_.rules();
  });
}

Date BookSource::latest_day() const {
  return guard(engine_, "reading the book", [&] {
    const Reading reading(engine_);
    const Meta meta = engine_.store().meta();
    return meta.settings.zone.day_of(meta.last_recorded);
  });
}

void BookSource::each(const Cut& cut,
                      const std::function<bool(const CustomerState&)>& visit) const {
  guard(engine_, "reading customers", [&] {
    const Reading reading(engine_);
    CutReader reader(engine_, cut);
    engine_.store().each_customer([&](CustomerRow&& row) {
      const auto state = reader.state(row);
      return !state || visit(*state);
    });
  });
}

void BookSource::each_of_owner(
    const PersonKey& owner, const Cut& cut,
    const std::function<bool(const CustomerState&)>& visit) const {
  guard(engine_, "reading an owner's customers", [&] {
    const Reading reading(engine_);
    CutReader reader(engine_, cut);
    // The chunks list owners as they are now; an earlier one is found only in states.
    if (reader.past() || cut.as_of < engine_.store().meta().last_owner_day) {
      Source::each_of_owner(owner, cut, visit);
      return;
    }
    for (const auto& [key, id] : listed(engine_.store(), owner)) {
      const auto row = engine_.store().customer(id);
      if (!row) throw damaged("an owner's chunk lists an unknown customer");
      const auto state = reader.state(*row);
      if (state && !visit(*state)) return;
    }
  });
}

std::optional<CustomerState> BookSource::one(const CustomerKey& key,
                                             const Cut& cut) const {
  return guard(engine_, "reading a customer", [&]() -> std::optional<CustomerState> {
    const Reading reading(engine_);
    if (key.empty()) return std::nullopt;
    const auto row = engine_.store().customer(key);
    if (!row) return std::nullopt;
    return CutReader(engine_, cut).state(*row);
  });
}

std::vector<Fact> BookSource::log(const CustomerKey& key,
                                  std::optional<Instant> known_at) const {
  return guard(engine_, "reading a log", [&]() -> std::vector<Fact> {
    const Reading reading(engine_);
    const auto row = engine_.store().customer(key);
    if (!row) return {};
    return engine_.store().history(*row, known_at);
  });
}

std::string BookSource::text(TextRef ref) const {
  return guard(engine_, "reading a text", [&]() -> std::string {
    const Reading reading(engine_);
    return ref.empty() ? std::string() : engine_.store().words(ref);
  });
}

}  // namespace kith::book
