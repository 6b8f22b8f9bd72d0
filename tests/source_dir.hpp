// Where the tests find the files of the repository.
#pragma once

#include <string>

namespace kith::test {

/// `path` under the source directory, for example "docs/tables.md".
std::string in_source(const std::string& path);

}  // namespace kith::test
