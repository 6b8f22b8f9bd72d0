// The one program of all targets: libFuzzer's, or a replay of the seeds.
//
//   kith_fuzz --target=csv folder…     with KITH_FUZZ; everything else as libFuzzer has
//   it kith_fuzz csv [file or folder…]    without: runs each file once;
//   tests/fuzz/seeds/csv by default
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/fuzz.hpp"
#include "source_dir.hpp"

namespace kith::fuzz {

std::vector<Target>& targets() {
  static std::vector<Target> all;
  return all;
}

void broken(const char* law, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: broken law: %s\n", file, line, law);
  std::abort();
}

namespace {

Run target_named(const std::string& name) {
  for (const Target& target : targets()) {
    if (target.name == name) return target.run;
  }
  std::fprintf(stderr, "no target %s; there are:", name.c_str());
  for (const Target& target : targets()) std::fprintf(stderr, " %s", target.name.c_str());
  std::fprintf(stderr, "\n");
  std::exit(2);
}

}  // namespace
}  // namespace kith::fuzz

#ifdef KITH_FUZZ

namespace {
kith::fuzz::Run chosen = nullptr;
}

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  const char* name = "";
  for (int i = 1; i < *argc; ++i) {
    if (std::strncmp((*argv)[i], "--target=", 9) == 0) name = (*argv)[i] + 9;
  }
  chosen = kith::fuzz::target_named(name);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chosen({reinterpret_cast<const char*>(data), size});
  return 0;
}

#else

namespace {

namespace fs = std::filesystem;

int replay(kith::fuzz::Run run, const fs::path& place) {
  int files = 0;
  if (fs::is_directory(place)) {
    for (const auto& entry : fs::directory_iterator(place))
      files += replay(run, entry.path());
    return files;
  }
  std::ifstream in(place, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::fprintf(stderr, "%s\n", place.c_str());
  run(bytes);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string name = argc > 1 ? argv[1] : "";
  const kith::fuzz::Run run = kith::fuzz::target_named(name);
  int files = 0;
  for (int i = 2; i < argc; ++i) files += replay(run, argv[i]);
  if (argc < 3)
    files = replay(run, fs::path(kith::test::in_source("tests/fuzz/seeds")) / name);
  std::printf("%s: %d inputs\n", name.c_str(), files);
  return files > 0 ? 0 : 1;
}

#endif
