// Every function of kith.h under failing memory, failing files and callbacks that stop
// it.
//
// KITH_FAULT_LONG=1 sweeps every point. Otherwise the first points of each call are swept
// and then every n-th; KITH_FAULT_OFFSET moves which.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>

#include "source_dir.hpp"
#include "sweep.hpp"

namespace fault {
namespace {

Thinning thinning() {
  if (std::getenv("KITH_FAULT_LONG") != nullptr) return {};
  const char* offset = std::getenv("KITH_FAULT_OFFSET");
  return {12, 24, offset == nullptr ? 0 : std::atoll(offset)};
}

std::set<std::string> declared() {
  std::ifstream file(kith::test::in_source("capi/include/kith/kith.h"));
  std::stringstream text;
  text << file.rdbuf();
  const std::string header = text.str();
  const std::regex function(R"(KITH_API[^;(]*?\b(kith_\w+)\()");
  std::set<std::string> out;
  for (std::sregex_iterator i(header.begin(), header.end(), function), end; i != end; ++i)
    out.insert((*i)[1].str());
  return out;
}

Sweep& sweep() {
  static Sweep s(thinning());
  return s;
}

void sweep_all(const Mode& mode, bool (*wanted)(const Call&)) {
  Tally sum;
  for (const Call& call : calls()) {
    if (!wanted(call)) continue;
    const Tally one = sweep().run(call, mode);
    if (call.cannot_fail && call.book == Book::none) {
      EXPECT_EQ(one.points, 0) << call.function << " cannot fail, yet asks for memory";
    }
    sum += one;
  }
  for (std::size_t i = 0; i < sum.faults.size() && i < 40; ++i)
    ADD_FAILURE() << sum.faults[i];
  EXPECT_LE(sum.faults.size(), 40u) << "and more";
  EXPECT_EQ(sum.reported > 0, mode.seam != Seam::c || has_c_seam());
  std::printf(
      "%s, offset %lld: %lld runs over %lld points: %lld reported, %lld absorbed, "
      "%lld reported yet whole\n",
      mode.name, static_cast<long long>(thinning().offset),
      static_cast<long long>(sum.runs), static_cast<long long>(sum.points),
      static_cast<long long>(sum.reported), static_cast<long long>(sum.absorbed),
      static_cast<long long>(sum.landed));
}

bool any(const Call&) { return true; }
bool with_book(const Call& c) { return c.book != Book::none; }

TEST(Sweep, TheTableHoldsEveryFunctionOfTheHeader) {
  std::set<std::string> held;
  for (const Call& call : calls()) held.insert(call.function);
  EXPECT_EQ(held, declared());
}

TEST(Sweep, EveryCallSucceedsTwiceAndLeavesNothing) {
  for (const Call& call : calls())
    EXPECT_EQ(sweep().clean(call), "") << call.function << " " << call.variant;
}

TEST(Sweep, OperatorNew) { sweep_all(modes()[0], any); }
TEST(Sweep, SqliteMemory) { sweep_all(modes()[1], with_book); }
TEST(Sweep, Malloc) { sweep_all(modes()[2], any); }
TEST(Sweep, IoErrors) { sweep_all(modes()[3], with_book); }
TEST(Sweep, DiskFull) { sweep_all(modes()[4], with_book); }
TEST(Sweep, LocksHeld) { sweep_all(modes()[5], with_book); }

TEST(Sweep, CallbacksThatStop) {
  Tally sum;
  for (const Call& call : calls()) sum += sweep().cancel(call);
  for (const std::string& fault : sum.faults) ADD_FAILURE() << fault;
  EXPECT_GT(sum.points, 0);
  std::printf("%lld ticks stopped\n", static_cast<long long>(sum.points));
}

}  // namespace
}  // namespace fault

int main(int argc, char** argv) {
  fault::configure_sqlite();
  fault::install_fault_vfs();
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
