#include "core/states/transitions.h"

#include "core/base/error.h"

#include <Spectra/MatOp/DenseSymMatProd.h>
#include <Spectra/MatOp/SparseSymMatProd.h>
#include <Spectra/SymEigsSolver.h>

#include <Eigen/Eigenvalues>
#include <Eigen/Sparse>
#include <Eigen/SparseLU>
#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double leastProbability = 1e-4; // of a move that was not seen for long
constexpr double tolerance = 1e-10;       // of eigenvalues, relative

constexpr int fewStates = 200; // all their eigenvectors are found in milliseconds

using Sparse = Eigen::SparseMatrix<double>;
using Triplets = std::vector<Eigen::Triplet<double>>;

void add(Modes& modes, double value, const Eigen::VectorXd& vector) {
    Eigen::Index largest = 0;
    vector.cwiseAbs().maxCoeff(&largest);
    const double sign = vector[largest] < 0.0 ? -1.0 : 1.0;
    modes.values.push_back(value);
    for (const double entry : vector)
        modes.vectors.push_back(sign * entry);
}

/// A symmetric matrix without some of its eigenvectors, whose eigenvalues become very negative.
template <class Product>
class Deflated {
public:
    using Scalar = double;

    Deflated(const Product& product, double bound) : product_(product), bound_(bound) {}
    void leaveOut(const Eigen::VectorXd& vector, double value) {
        vectors_.push_back(vector);
        shifts_.push_back(value + bound_);
    }
    Eigen::Index rows() const { return product_.rows(); }
    Eigen::Index cols() const { return product_.cols(); }
    void perform_op(const double* in, double* out) const {
        product_.perform_op(in, out);
        const Eigen::Map<const Eigen::VectorXd> x(in, rows());
        Eigen::Map<Eigen::VectorXd> y(out, rows());
        for (std::size_t k = 0; k < vectors_.size(); ++k)
            y -= shifts_[k] * vectors_[k].dot(x) * vectors_[k];
    }

private:
    const Product& product_;
    double bound_; ///< of the magnitude of all eigenvalues
    std::vector<Eigen::VectorXd> vectors_;
    std::vector<double> shifts_;
};

/// Lanczos iterations from one start see one vector of each eigenvalue, and squares have many equal
/// ones. So the rest is searched again without what was found, until it holds nothing larger.
template <class Product>
Modes leadingModes(const Product& product, int states, int count, double bound) {
    const int wanted = std::min(count, states - 1);
    std::vector<std::pair<double, Eigen::VectorXd>> found;
    Deflated<Product> rest(product, bound);
    while (true) {
        const int next = std::min(wanted, states - 1);
        const int basis = std::min(states, std::max(2 * next + 20, 40));
        Spectra::SymEigsSolver<Deflated<Product>> solver(rest, next, basis);
        solver.init();
        solver.compute(Spectra::SortRule::LargestAlge, 2000, tolerance);
        if (solver.info() != Spectra::CompInfo::Successful)
            throw Error("the leading " + std::to_string(wanted) + " eigenvectors of " +
                            std::to_string(states) + " states could not be found",
                        ErrorKind::resource);
        const auto last = static_cast<std::size_t>(wanted - 1);
        bool larger = false;
        for (int mode = 0; mode < next; ++mode) {
            const double value = solver.eigenvalues()[mode];
            if (found.size() > last && value <= found[last].first + 1e-9)
                break;
            larger = true;
            found.emplace_back(value, solver.eigenvectors().col(mode));
            rest.leaveOut(found.back().second, value);
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
        if (!larger || found.size() >= static_cast<std::size_t>(states - 1))
            break;
    }
    Modes modes;
    for (std::size_t mode = 0; mode < static_cast<std::size_t>(wanted); ++mode)
        add(modes, found[mode].first, found[mode].second);
    return modes;
}

/// All eigenvectors at once: slower for many states, but nothing can go wrong.
Modes leadingModesOfAll(const Eigen::MatrixXd& symmetric, int count) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(symmetric);
    Modes modes;
    const Eigen::Index states = symmetric.rows();
    for (Eigen::Index mode = 0; mode < std::min<Eigen::Index>(count, states - 1); ++mode)
        add(modes, solver.eigenvalues()[states - 1 - mode],
            solver.eigenvectors().col(states - 1 - mode));
    return modes;
}

} // namespace

Transitions Transitions::randomWalk(const StateGraph& graph, BlockedMove blocked) {
    Transitions walk;
    walk.rows_.resize(static_cast<std::size_t>(graph.states()));
    for (int state = 0; state < graph.states(); ++state) {
        const std::span<const int> open = graph.neighbours(state);
        std::vector<Entry>& row = walk.row(state);
        const double moves = blocked == BlockedMove::stay ? static_cast<double>(graph.directions())
                                                          : static_cast<double>(open.size());
        for (const int target : open)
            row.push_back({target, 1.0 / moves});
        const double rest = 1.0 - static_cast<double>(open.size()) / moves;
        if (open.empty())
            row.push_back({state, 1.0});
        else if (blocked == BlockedMove::stay && rest > 0.0)
            row.push_back({state, rest});
    }
    return walk;
}

void Transitions::observe(int from, int to, double rate) {
    std::vector<Entry>& entries = row(from);
    bool known = false;
    for (Entry& entry : entries) {
        entry.probability *= 1.0 - rate;
        if (entry.to == to) {
            entry.probability += rate;
            known = true;
        }
    }
    if (!known)
        entries.push_back({to, rate});
    std::erase_if(entries, [](const Entry& entry) { return entry.probability < leastProbability; });
    double sum = 0.0;
    for (const Entry& entry : entries)
        sum += entry.probability;
    for (Entry& entry : entries)
        entry.probability /= sum;
}

void Transitions::state(StateVisitor& s, const std::string& name, int targets) {
    s.rows(name + "_counts", rows_, [&](std::vector<Entry>& entries) {
        s.firstColumn<int>(name + "_targets", entries, Allowed::below(targets), &Entry::to);
        s.column<double>(name + "_probabilities", entries, Allowed::from(0.0, 1.0 + 1e-9),
                         &Entry::probability);
    });
}

std::vector<double> successorColumns(const Transitions& transitions, double discount,
                                     std::span<const int> to) {
    const int states = transitions.states();
    Triplets triplets;
    for (int from = 0; from < states; ++from) {
        triplets.emplace_back(from, from, 1.0);
        for (const Transitions::Entry& entry : transitions.row(from))
            triplets.emplace_back(from, entry.to, -discount * entry.probability);
    }
    Sparse matrix(states, states);
    matrix.setFromTriplets(triplets.begin(), triplets.end());
    Eigen::SparseLU<Sparse> solver;
    solver.compute(matrix);
    if (solver.info() != Eigen::Success)
        throw Error("the successor map of " + std::to_string(states) + " states has no solution");
    std::vector<double> columns;
    for (const int column : to) {
        const Eigen::VectorXd one = Eigen::VectorXd::Unit(states, column);
        const Eigen::VectorXd solution = solver.solve(one);
        columns.insert(columns.end(), solution.begin(), solution.end());
    }
    return columns;
}

Modes walkModes(const StateGraph& graph, BlockedMove blocked, int count) {
    Triplets triplets;
    for (int state = 0; state < graph.states(); ++state) {
        const double degree = static_cast<double>(graph.neighbours(state).size());
        for (const int target : graph.neighbours(state)) {
            const double other = static_cast<double>(graph.neighbours(target).size());
            const double scale = blocked == BlockedMove::stay
                                     ? static_cast<double>(graph.directions())
                                     : std::sqrt(degree * other);
            triplets.emplace_back(state, target, 1.0 / scale);
        }
        const double moves = static_cast<double>(graph.directions());
        if (degree == 0.0)
            triplets.emplace_back(state, state, 1.0);
        else if (blocked == BlockedMove::stay && degree < moves)
            triplets.emplace_back(state, state, 1.0 - degree / moves);
    }
    Sparse matrix(graph.states(), graph.states());
    matrix.setFromTriplets(triplets.begin(), triplets.end());
    Spectra::SparseSymMatProd<double> product(matrix);
    return leadingModes(product, graph.states(), count, 1.0);
}

Modes symmetricModes(std::span<const double> matrix, int states, int count) {
    const Eigen::Map<const Eigen::MatrixXd> given(matrix.data(), states, states);
    const Eigen::MatrixXd symmetric = 0.5 * (given + given.transpose());
    if (states <= fewStates)
        return leadingModesOfAll(symmetric, count);
    // No eigenvalue is larger than the largest sum of a row's magnitudes.
    const double bound = symmetric.cwiseAbs().rowwise().sum().maxCoeff();
    Spectra::DenseSymMatProd<double> product(symmetric);
    try {
        return leadingModes(product, states, count, bound);
    } catch (const std::exception&) {
        // A map that has learned little is close to the identity, whose eigenvalues are all equal.
        return leadingModesOfAll(symmetric, count);
    }
}

} // namespace hippodrome
