"""One wheel a platform, for any Python 3: the library lies inside the package."""
from setuptools import Distribution, setup

try:
    from wheel.bdist_wheel import bdist_wheel

    class PlatformWheel(bdist_wheel):
        def get_tag(self):
            return ("py3", "none", super().get_tag()[2])

    commands = {"bdist_wheel": PlatformWheel}
except ImportError:
    commands = {}


class WithLibrary(Distribution):
    def has_ext_modules(self):
        return True


setup(cmdclass=commands, distclass=WithLibrary)
