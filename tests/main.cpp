// The main of every test program. It takes the locale of the environment, as a host may:
// a C or C++ locale with a decimal comma must change nothing (see tests/locale.sh).
#include <gtest/gtest.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <locale>
#include <stdexcept>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  std::setlocale(LC_ALL, "");
  try {
    std::locale::global(std::locale(""));
  } catch (const std::runtime_error&) {  // a name that the system does not know
  }
  if (std::getenv("KITH_WANT_COMMA") != nullptr &&
      *std::localeconv()->decimal_point != ',') {
    std::fprintf(stderr, "the locale asked for has no decimal comma\n");
    return 2;
  }
  return RUN_ALL_TESTS();
}
