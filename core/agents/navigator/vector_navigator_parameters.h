#pragma once

#include "core/base/field.h"

namespace hippodrome {

/// How a navigator decides and moves.
struct NavigatorBody {
    double decisionInterval = 0.3; ///< [s]
    double speed = 0.5;            ///< along the chosen heading [m/s]
    double whiskerReach = 0.2;     ///< how far walls are felt; 0: not [m]
    bool learning = true;

    static const Fields<NavigatorBody>& fields();
};

struct NavigatorSizes {
    int products = 64;
    int hidden = 64;

    static const Fields<NavigatorSizes>& fields();
};

/// How its policy learns.
struct NavigatorTraining {
    int segments = 64; ///< that it learns from at a time
    int segment = 16;  ///< length of each [decisions]
    int passes = 4;    ///< over the same segments
    double learningRate = 1e-3;
    double discount = 0.93;     ///< per decision
    double trace = 0.9;         ///< lambda of generalised advantages
    double entropyCost = 0.03;  ///< per nat
    double valueCost = 0.5;     ///< of half the squared error of values
    double ratioLimit = 0.2;    ///< of new to old probabilities, from 1
    double gradientLimit = 0.5; ///< largest length of the gradient

    static const Fields<NavigatorTraining>& fields();
};

/// Which units of its codes are silenced.
struct NavigatorLesion {
    std::string population; ///< among these; empty: among all
    std::string units;      ///< their numbers in the population, as in `3, 7, 12`
    int count = 0;          ///< others, drawn at random
    int seed = 1;

    static const Fields<NavigatorLesion>& fields();
};

/// What a scene says of a navigator: which code it reads, what it is told, and its policy.
struct VectorNavigatorParameters {
    std::string code = "grid_modules.cells";
    bool goalCode = true;
    bool toldOfNewGoals = true;
    std::string trained; ///< file of a trained policy; empty: it begins with random weights
    NavigatorBody body;
    NavigatorSizes network;
    NavigatorTraining training;
    NavigatorLesion lesion;

    static const Fields<VectorNavigatorParameters>& fields();
};

} // namespace hippodrome
