// The one object that knows where the sources lie, so that all others can be found again
// from any checkout.
#include "source_dir.hpp"

namespace kith::test {

std::string in_source(const std::string& path) { return KITH_SOURCE_DIR "/" + path; }

}  // namespace kith::test
