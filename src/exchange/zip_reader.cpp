#include "exchange/zip_reader.hpp"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>

#include "exchange/limits.hpp"

namespace kith::exchange {

// minizip reads through callbacks; these serve it from the bytes given, so that no file
// is ever written.
struct ZipReader::Memory {
  std::string_view bytes;
  std::uint64_t position = 0;

  static voidpf open(voidpf self, const void*, int) { return self; }
  static uLong read(voidpf self, voidpf, void* out, uLong size) {
    auto& m = *static_cast<Memory*>(self);
    const std::uint64_t left = m.bytes.size() - m.position;
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(size, left));
    if (n > 0) std::memcpy(out, m.bytes.data() + m.position, n);
    m.position += n;
    return static_cast<uLong>(n);
  }
  static uLong write(voidpf, voidpf, const void*, uLong) { return 0; }
  static ZPOS64_T tell(voidpf self, voidpf) {
    return static_cast<Memory*>(self)->position;
  }
  static long seek(voidpf self, voidpf, ZPOS64_T offset, int origin) {
    auto& m = *static_cast<Memory*>(self);
    std::uint64_t base = 0;
    if (origin == ZLIB_FILEFUNC_SEEK_CUR) base = m.position;
    if (origin == ZLIB_FILEFUNC_SEEK_END) base = m.bytes.size();
    if (offset > m.bytes.size() - base)
      return -1;  // offsets are unsigned: never backwards
    m.position = base + offset;
    return 0;
  }
  static int close(voidpf, voidpf) { return 0; }
  static int error(voidpf, voidpf) { return 0; }
};

namespace {

// minizip does not say what failed; malloc does. Callers begin with errno = 0.
Error damaged(Reason reason, const std::string& what) {
  if (errno == ENOMEM) throw std::bad_alloc();
  return Error(Status::data_loss, reason, what);
}
constexpr int kCaseSensitive = 1;
constexpr std::int64_t kRatioFloor = 4ll << 20;  // small files may well be very regular

}  // namespace

void ZipReader::Closer::operator()(void* file) const noexcept { unzClose(file); }

Result<ZipReader> ZipReader::open(std::string_view bytes, const SheetLimits& limits) {
  errno = 0;
  ZipReader reader;
  reader.limits_ = limits;
  reader.container_ = static_cast<std::int64_t>(bytes.size());
  reader.memory_ = {new Memory{bytes}, [](Memory* m) { delete m; }};
  zlib_filefunc64_def io{};
  io.zopen64_file = &Memory::open;
  io.zread_file = &Memory::read;
  io.zwrite_file = &Memory::write;
  io.ztell64_file = &Memory::tell;
  io.zseek64_file = &Memory::seek;
  io.zclose_file = &Memory::close;
  io.zerror_file = &Memory::error;
  io.opaque = reader.memory_.get();
  reader.file_.reset(unzOpen2_64("", &io));
  if (!reader.file_) {
    return damaged(Reason::truncated, "the archive has no readable directory");
  }
  unz_global_info64 info{};
  if (unzGetGlobalInfo64(reader.file_.get(), &info) != UNZ_OK) {
    return damaged(Reason::truncated, "the archive has no readable directory");
  }
  if (info.number_entry > static_cast<std::uint64_t>(limits.entries)) {
    return beyond("archive entries", limits.entries);
  }
  return reader;
}

bool ZipReader::contains(const std::string& name) const {
  return unzLocateFile(file_.get(), name.c_str(), kCaseSensitive) == UNZ_OK;
}

Result<void> ZipReader::account(std::int64_t more, const std::string& name) {
  inflated_ += more;
  if (inflated_ > limits_.inflated_bytes) {
    return beyond("unpacked bytes (" + name + ")", limits_.inflated_bytes);
  }
  if (inflated_ > kRatioFloor && inflated_ / limits_.ratio > container_) {
    return beyond("expansion ratio (" + name + ")", limits_.ratio);
  }
  return {};
}

Result<void> ZipReader::read(const std::string& name,
                             const std::function<Result<void>(std::string_view)>& sink) {
  errno = 0;
  unzFile file = file_.get();
  if (!contains(name)) {
    return Error(Status::invalid_argument, Reason::missing_part,
                 "the archive has no part " + name);
  }
  unz_file_info64 info{};
  if (unzGetCurrentFileInfo64(file, &info, nullptr, 0, nullptr, 0, nullptr, 0) !=
      UNZ_OK) {
    return damaged(Reason::truncated, "unreadable entry " + name);
  }
  if ((info.flag & 1) != 0) {
    return Error(Status::unimplemented, Reason::unknown_kind,
                 "the archive is encrypted: save it without a password");
  }
  if (unzOpenCurrentFile(file) != UNZ_OK) {
    return damaged(Reason::truncated, "unreadable entry " + name);
  }
  std::array<char, 65536> piece;
  Result<void> outcome;
  for (;;) {
    const int n =
        unzReadCurrentFile(file, piece.data(), static_cast<unsigned>(piece.size()));
    if (n == 0) break;
    if (n < 0) {
      outcome = damaged(Reason::truncated, "damaged entry " + name);
      break;
    }
    outcome = account(n, name);
    if (outcome) outcome = sink({piece.data(), static_cast<std::size_t>(n)});
    if (!outcome) break;
  }
  const int closed = unzCloseCurrentFile(file);
  if (!outcome) return outcome;
  if (closed != UNZ_OK) return damaged(Reason::bad_checksum, "checksum of " + name);
  return {};
}

}  // namespace kith::exchange
