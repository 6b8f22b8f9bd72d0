"""One wheel a platform, for any Python 3: the library that KITH_LIBRARY names lies inside the package."""
import os
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py
from wheel.bdist_wheel import bdist_wheel


class PlatformWheel(bdist_wheel):
    def get_tag(self):
        return ("py3", "none", super().get_tag()[2])


class WithLibrary(build_py):
    def run(self):
        super().run()
        if self.editable_mode:  # runs from the sources, and finds the library as they do
            return
        library = Path(os.environ.get("KITH_LIBRARY", ""))
        if not library.is_file():
            raise SystemExit("set the environment variable KITH_LIBRARY to the path of the libkith.so.1 to put inside")
        self.copy_file(str(library), str(Path(self.build_lib, "kith", "libkith.so.1")))


class PlatformDistribution(Distribution):
    def has_ext_modules(self):
        return True


setup(cmdclass={"bdist_wheel": PlatformWheel, "build_py": WithLibrary}, distclass=PlatformDistribution)
