// One customer of the sample book: who they are, and their facts.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sample/log.hpp"
#include "sample/words.hpp"
#include "sample/world.hpp"

namespace kith::sample {

/// Everything drawn before the first fact.
struct Customer {
  CustomerKey key;
  std::int64_t index = 0;

  // The name and its parts: 苏州 + 鼎达 + 精密机械 + 有限公司.
  std::string city;
  std::string trade;  ///< 鼎达
  std::string line;   ///< 精密机械
  std::string form;
  bool twin = false;  ///< another customer differs from it by the city alone
  [[nodiscard]] std::string name() const { return city + trade + line + form; }
  [[nodiscard]] std::string without_form() const { return city + trade + line; }
  [[nodiscard]] std::string core() const { return trade + line; }

  const Industry* industry = nullptr;
  std::int32_t area = 0;
  char tier = 'C';  ///< what it is worth, as its manager sees it
  Rating value = Rating::low;
  Rating growth = Rating::medium;
  Rating willingness = Rating::medium;
  std::int64_t spend = 0;      ///< a year, in 分
  std::int32_t interval = 90;  ///< days between orders
  bool known_before = false;   ///< with us before the book began
  bool buys = false;           ///< places orders, or would after a won deal
  bool quiet = false;          ///< asked not to be contacted
  Date arrival;                ///< first day in the book
  std::vector<std::pair<Date, PersonKey>> owners;  ///< ascending; empty key: the pool
  std::vector<std::pair<Date, CustomerStage>> stages;

  [[nodiscard]] const PersonKey& owner_on(Date day) const;
  [[nodiscard]] CustomerStage stage_on(Date day) const;
  struct Tag {
    std::string code;
    Date from;
    Date to;  ///< last day
    bool expires = false;
  };
  std::vector<Tag> tags;
  [[nodiscard]] bool tagged(std::string_view code, Date day) const;
};

Customer draw_customer(const World& world, std::int64_t index);
/// Deals, orders, receipts, returns; sets the stages of cooperation.
void trade(const World& world, Customer& customer, Log& log);
/// Contacts of all kinds and the next steps they lead to.
void keep_in_touch(const World& world, const Customer& customer, Log& log);

struct Story {
  Customer customer;
  Batch batch;
};
Story tell(const World& world, std::int64_t index);

}  // namespace kith::sample
