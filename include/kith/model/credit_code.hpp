// The unified social credit code of an organisation (统一社会信用代码).
#pragma once

#include <string_view>

namespace kith {

/// Whether 18 upper-case signs are a code whose check sign fits. GB 32100-2015: no I, O,
/// S, V and Z; signs weighted by powers of 3, the last by 1, make a multiple of 31.
bool is_credit_code(std::string_view text) noexcept;

}  // namespace kith
