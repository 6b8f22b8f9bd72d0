#include "book/book_source.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "book/codec.hpp"
#include "book/groups.hpp"
#include "book/guard.hpp"
#include "book/histories.hpp"
#include "book/match_keys.hpp"
#include "book/sqlite_error.hpp"
#include "book/word_rows.hpp"

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
        past_(cut.known_at && *cut.known_at < meta().last_recorded),
        rules_(past_ ? engine.rules(*cut.known_at) : nullptr) {}

  [[nodiscard]] bool past() const { return past_; }
  /// None: no fact in force in the cut, or merged into another there.
  std::optional<CustomerState> state(const CustomerRow& row) {
    if (past_) {
      if (rules_->merges().is_merged(row.key)) return std::nullopt;
      return folded(row, cut_.known_at);
    }
    if (row.state.empty()) return std::nullopt;
    if (meta().behind.holds(row.id)) return folded(row, std::nullopt);
    CustomerState state = state_of(row);
    if (!state.last) return std::nullopt;
    if (state.last->occurred.day <= cut_.as_of) return state;
    return folded(row, std::nullopt);
  }
  /// The customer itself or, merged at the cut, the one that is kept.
  CustomerRow kept(CustomerRow row) {
    if (!past_ && !row.state.empty()) return row;
    const CustomerKey& key = rules().merges().kept(row.key);
    if (key == row.key) return row;
    auto other = engine_.store().customer(key);
    if (!other) throw damaged("a merge names a customer that has no row");
    return *std::move(other);
  }
  /// By key, whether it has a row or not.
  std::optional<CustomerState> one(const CustomerKey& key) {
    if (auto row = engine_.store().customer(key)) return state(kept(*std::move(row)));
    const CustomerKey& other = rules().merges().kept(key);
    return other == key ? std::nullopt : one(other);
  }

 private:
  const Rules& rules() {
    if (!rules_) rules_ = engine_.rules();
    return *rules_;
  }
  const Meta& meta() {
    if (!meta_) meta_ = engine_.store().meta();
    return *meta_;
  }
  std::optional<CustomerState> folded(const CustomerRow& row,
                                      std::optional<Instant> known_at) {
    auto state = folded_state(engine_.store(), row, rules(), known_at, cut_.as_of);
    if (state && !state->last) state.reset();
    return state;
  }

  Engine& engine_;
  Cut cut_;
  std::optional<Meta> meta_;
  bool past_;
  RulesPtr rules_;
};

CustomerRow row_of(Store& store, std::int64_t customer) {
  auto row = store.customer(customer);
  if (!row) throw damaged("an owner's list names an unknown customer");
  return *std::move(row);
}

}  // namespace

std::shared_ptr<const void> BookSource::hold() const {
  return guard(engine_, "reading the book",
               [&] { return std::make_shared<const Reading>(engine_); });
}

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
    // Who had no owner then is found only in states.
    const bool past = reader.past() || cut.as_of < engine_.store().meta().last_owner_day;
    if (owner.empty() && past) {
      Source::each_of_owner(owner, cut, visit);
      return;
    }
    std::vector<std::pair<CustomerKey, std::int64_t>> keys;
    const auto list = engine_.lists().of(engine_.store(), owner);
    for (const Listed& x : list->entries()) {
      const std::string_view key = x.glance.key;
      if (!key.empty() && !reader.past()) {
        keys.emplace_back(CustomerKey(std::string(key)), x.customer);
        continue;
      }
      const CustomerRow row = reader.kept(row_of(engine_.store(), x.customer));
      keys.emplace_back(row.key, row.id);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (const auto& [key, id] : keys) {
      const auto state = reader.state(row_of(engine_.store(), id));
      if (state && state->ownership.owner == owner && !visit(*state)) return;
    }
  });
}

void BookSource::each_for(const PersonKey& person, const Cut& cut,
                          const std::function<Look(const Glance&)>& look,
                          const std::function<void(const CustomerState&)>& visit) const {
  guard(engine_, "reading somebody's customers", [&] {
    const Reading reading(engine_);
    if (person.empty()) {
      Source::each_for(person, cut, look, visit);
      return;
    }
    CutReader reader(engine_, cut);
    const auto list = engine_.lists().of(engine_.store(), person);
    // Several that are one are met more than once, but never among the known ones alone.
    std::set<std::int64_t> met;
    const auto goes_on = [&](const Listed& x, const Glance& glance) {
      if (glance.is_known() && met.count(x.customer) != 0) return true;
      const Look next = look(glance);
      if (next != Look::read) return next == Look::skip;
      const CustomerRow row = reader.kept(row_of(engine_.store(), x.customer));
      if (!glance.is_known() && !met.insert(row.id).second) return true;
      if (const auto state = reader.state(row)) visit(*state);
      return true;
    };
    const auto is_known = [&](const Listed& x) {
      return x.glance.is_known() && !reader.past() && x.last <= cut.as_of;
    };
    const bool all_known = !reader.past() && list->last() <= cut.as_of;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Listed& x = list->in_order(i);
      if (all_known && x.glance.is_known()) break;  // the others stand in front
      if (!is_known(x) && !goes_on(x, {.key = x.glance.key})) return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Listed& x = list->in_order(i);
      if (is_known(x) && !goes_on(x, x.glance)) return;
    }
  });
}

void BookSource::each_with_key(
    std::span<const MatchKey> keys, const Cut& cut,
    const std::function<bool(const CustomerState&)>& visit) const {
  guard(engine_, "looking for duplicates", [&] {
    const Reading reading(engine_);
    Store& store = engine_.store();
    std::set<std::int64_t> found;
    for (const MatchKey& key : keys) {
      const auto ids = store.matching(match_hash(engine_.first_meta().salt, key));
      found.insert(ids.begin(), ids.end());
    }
    CutReader reader(engine_, cut);
    std::map<CustomerKey, CustomerRow> rows;
    for (const std::int64_t id : found) {
      CustomerRow row = reader.kept(row_of(store, id));
      const CustomerKey key = row.key;
      rows.try_emplace(key, std::move(row));
    }
    for (const auto& [key, row] : rows) {
      const auto state = reader.state(row);
      if (state && !visit(*state)) return;
    }
  });
}

std::optional<CustomerState> BookSource::one(const CustomerKey& key,
                                             const Cut& cut) const {
  return guard(engine_, "reading a customer", [&]() -> std::optional<CustomerState> {
    const Reading reading(engine_);
    if (key.empty()) return std::nullopt;
    return CutReader(engine_, cut).one(key);
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

bool BookSource::is_erased(TextRef ref) const {
  return guard(engine_, "reading a text", [&] {
    const Reading reading(engine_);
    return !ref.empty() && WordRows(engine_.store().database()).is_erased(ref);
  });
}

std::unordered_map<TextRef, std::string> BookSource::fact_texts(
    const CustomerKey& key) const {
  return guard(engine_, "reading texts", [&]() -> WordMap {
    const Reading reading(engine_);
    const auto row = engine_.store().customer(key);
    if (!row) return {};
    return words_of(engine_.store(), *row);
  });
}

}  // namespace kith::book
