"""llama-cpp-python's server without repacked weights: the matrix units' code of some builds crashes."""

import llama_cpp.llama_cpp as library
from llama_cpp.server.__main__ import main

defaults = library.llama_model_default_params


def plain():
    parameters = defaults()
    parameters.use_extra_bufts = False
    return parameters


library.llama_model_default_params = plain

if __name__ == "__main__":
    main()
