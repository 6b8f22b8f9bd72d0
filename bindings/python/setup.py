"""One wheel a platform, for any Python 3: the library lies inside the package."""
from setuptools import setup

try:
    from wheel.bdist_wheel import bdist_wheel

    class PlatformWheel(bdist_wheel):
        def finalize_options(self):
            super().finalize_options()
            self.root_is_pure = False

        def get_tag(self):
            return ("py3", "none", super().get_tag()[2])

    commands = {"bdist_wheel": PlatformWheel}
except ImportError:
    commands = {}

setup(cmdclass=commands)
