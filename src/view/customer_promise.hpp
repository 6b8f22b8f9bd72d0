// A promise with what a list tells of its customer. Private to view.
#pragma once

#include <string>
#include <utility>

#include "kith/flow/flow.hpp"

namespace kith::view_detail {

struct CustomerPromise {
  PromiseRow row;
  CustomerKey key;
  TextRef name;
  PersonKey owner;  ///< whose it is to keep
  std::string tier;
  TextRef contact;  ///< the first one
  TextRef phone;
};

/// Whose promise it is: the actor's of a step, else the owner's.
inline const PersonKey& keeper_of(const PromiseRow& row, const CustomerState& state) {
  return row.actor.empty() ? state.ownership.owner : row.actor;
}

inline CustomerPromise customer_promise(PromiseRow row, const CustomerState& state) {
  const PersonKey keeper = keeper_of(row, state);
  const auto& contacts = state.profile.contacts;
  return {std::move(row),
          state.key,
          state.profile.name(),
          keeper,
          state.tiering.tier,
          contacts.empty() ? TextRef{} : contacts[0].name,
          contacts.empty() ? TextRef{} : contacts[0].phone};
}

}  // namespace kith::view_detail
