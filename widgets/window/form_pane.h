#pragma once

#include "core/maps/snapshot.h"

#include "widgets/document/document.h"
#include "widgets/document/parameter_form.h"
#include "widgets/style/reporter.h"

#include <QWidget>

class QComboBox;

namespace hippodrome {

/// The form of parameters of one part of the scene, and the choice of the part.
class FormPane : public QObject {
    Q_OBJECT

public:
    FormPane(Document& document, Reporter& reporter);

    // Whoever lays out the window puts them somewhere.
    QComboBox& choice() { return *choice_; }
    ParameterForm& form() { return *form_; }
    /// The scene has other parts.
    void rebuildChoice();
    /// A parameter, by its whole key, and what it is called.
    struct Entry {
        QString key, label, part, help;
    };
    std::vector<Entry> entries() const;
    /// Shows a parameter, and gives it the focus.
    void reveal(const QString& key);
    /// The kind of brain, agent or motion whose parameters are shown; empty for other parts.
    QString kind() const;
    /// The values of the part that is shown.
    void rebuild();
    /// Populations that agents can learn on come from what runs.
    void setMaps(const std::shared_ptr<const MapsSnapshot>& maps);

private:
    /// A part of the scene whose parameters can be shown.
    struct Part {
        QString prefix; ///< of its keys: `brains.lstm.`
        QString name;   ///< in the choice
        QString label;  ///< above the form
        std::vector<FieldInfo> fields;
        Json values;
        QString kind = {}; ///< of brain, agent or motion
    };
    std::vector<Part> parts() const;

    Document& document_;
    QComboBox* choice_ = nullptr;
    ParameterForm* form_ = nullptr;
    std::vector<std::string> populations_;
};

} // namespace hippodrome
