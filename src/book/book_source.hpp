// BookSource: a View's customers out of a book, as of each call.
#pragma once

#include "book/engine.hpp"
#include "kith/view/source.hpp"

namespace kith::book {

/// Calls of several threads take turns; a visitor may ask the source again, and may not
/// record.
class BookSource final : public Source {
 public:
  explicit BookSource(Engine& engine) : engine_(engine) {}

  [[nodiscard]] std::shared_ptr<const void> hold() const override;
  [[nodiscard]] std::shared_ptr<const Rules> rules(
      std::optional<Instant> known_at) const override;
  [[nodiscard]] Date latest_day() const override;
  void each(const Cut& cut,
            const std::function<bool(const CustomerState&)>& visit) const override;
  [[nodiscard]] bool finds_by_person() const override { return true; }
  void each_of_owner(
      const PersonKey& owner, const Cut& cut,
      const std::function<bool(const CustomerState&)>& visit) const override;
  void each_for(const PersonKey& person, const Cut& cut,
                const std::function<Look(const Glance&)>& look,
                const std::function<void(const CustomerState&)>& visit) const override;
  void each_with_key(
      std::span<const MatchKey> keys, const Cut& cut,
      const std::function<bool(const CustomerState&)>& visit) const override;
  [[nodiscard]] std::optional<CustomerState> one(const CustomerKey& key,
                                                 const Cut& cut) const override;
  [[nodiscard]] std::vector<Fact> log(const CustomerKey& key,
                                      std::optional<Instant> known_at) const override;
  [[nodiscard]] std::string text(TextRef ref) const override;
  [[nodiscard]] bool is_erased(TextRef ref) const override;
  [[nodiscard]] std::unordered_map<TextRef, std::string> fact_texts(
      const CustomerKey& key) const override;

 private:
  Engine& engine_;
};

}  // namespace kith::book
