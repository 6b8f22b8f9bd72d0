// Write rights: what one of ours may record, by the access document in force.
//
// Whoever records may touch only customers that the view of the same person shows, and of
// these what the role may write; the rest of a role's acts are named (Act). A customer
// that is made by the batch is seen by who makes it. Rights are those of before the
// batch.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "book/engine.hpp"
#include "kith/model/batch.hpp"
#include "kith/ownership/access.hpp"

namespace kith::book {

class WriteRights {
 public:
  /// Throws what opening a view of the actor throws.
  WriteRights(Engine& engine, const Batch& batch, const PersonKey& actor, Instant now);

  /// What is known of the customer (or of the book) whom a fact is about.
  struct Known {
    bool is_new = false;
    const CustomerState& state;
    std::function<const std::vector<Fact>&()> log;
  };
  /// Why the customer of a fact is none of the actor's.
  std::optional<Error> unseen(const Fact& fact, bool is_new);
  /// Why the actor may not record it.
  std::optional<Error> fault(const Fact& fact, const Known& known);

 private:
  class Judge;
  Store& store_;
  const Batch& batch_;
  PersonKey actor_;
  RoleAccess access_;
  std::unique_ptr<View> view_;
  Date day_;
  std::map<CustomerKey, bool> seen_;
};

}  // namespace kith::book
