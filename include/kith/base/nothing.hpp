// Nothing: the empty alternative of a variant.
#pragma once

namespace kith {

/// In the place of std::monostate or std::nullptr_t. libstdc++ 12 takes a variant of
/// strings, vectors and plain values for one that always has a value, and when a copy of
/// it throws for want of memory, it destroys an alternative that was never made. An
/// alternative with a copy of its own keeps it from that.
struct Nothing {
  Nothing() = default;
  Nothing(const Nothing&) noexcept {}
  Nothing& operator=(const Nothing&) noexcept { return *this; }
  bool operator==(const Nothing&) const = default;
};

}  // namespace kith
