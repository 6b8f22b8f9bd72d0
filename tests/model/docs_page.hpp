// Parts of a page of docs that are written from the program's own tables. The page holds
// markers:
//
//   <!-- begin facts -->
//   <!-- end facts -->
//
// A test compares the text between them; with KITH_UPDATE_DOCS=1 in the environment it
// writes it instead.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "source_dir.hpp"

namespace kith::test {

inline std::string read_whole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// `page` under the source directory, for example "docs/tables.md".
inline void expect_docs_part(const std::string& page, const std::string& part,
                             const std::string& text) {
  const std::string path = in_source(page);
  const std::string begin = "<!-- begin " + part + " -->\n";
  const std::string end = "<!-- end " + part + " -->\n";
  std::string whole = read_whole(path);
  const std::size_t at = whole.find(begin);
  const std::size_t stop = at == std::string::npos ? at : whole.find(end, at);
  ASSERT_NE(stop, std::string::npos) << path << " has no part " << part;
  const std::size_t first = at + begin.size();
  if (whole.substr(first, stop - first) == text) return;
  if (std::getenv("KITH_UPDATE_DOCS") == nullptr) {
    FAIL() << page
           << " is out of date: run this test with KITH_UPDATE_DOCS=1 to write the part "
           << part << " anew";
  }
  whole.replace(first, stop - first, text);
  std::ofstream(path, std::ios::binary) << whole;
}

}  // namespace kith::test
