// For every function of kith.h a call that reaches its success path, with arguments deep
// enough to be worth failing.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "world.hpp"

namespace fault {

/// What a call does to the book of its world.
enum class Book { none, reads, writes, creates };

struct Call {
  std::string function;
  std::string variant;  ///< what sets this call apart from another of the function
  Book book = Book::none;
  /// Makes the arguments.
  std::function<void(World&)> set_up = [](World&) {};
  std::function<kith_status(World&, kith_error**)> run;
  kith_status status = KITH_OK;  ///< of a run without faults
  /// It cannot fail, hence has no error: it must do without memory and files.
  bool cannot_fail = false;
  /// Looks at an argument that the call may change, batches say.
  std::function<std::string(World&)> state = [](World&) { return std::string(); };
};

const std::vector<Call>& calls();

}  // namespace fault
