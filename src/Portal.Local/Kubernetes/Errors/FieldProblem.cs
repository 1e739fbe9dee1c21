using System.Globalization;
using System.Text.Json.Nodes;

namespace Portal.Local.Kubernetes.Errors;

/// <summary>What is wrong with one field, as <c>field.Error</c> of apimachinery prints it.</summary>
internal sealed record FieldProblem(string Reason, string Field, string Text)
{
    public static FieldProblem Required(string field, string text = "") =>
        new("FieldValueRequired", field, text.Length == 0 ? "Required value" : $"Required value: {text}");

    public static FieldProblem Invalid(string field, JsonNode? value, string text) =>
        new("FieldValueInvalid", field, $"Invalid value: {value?.ToJsonString() ?? "null"}: {text}");

    public static FieldProblem Forbidden(string field, string text) => new("FieldValueForbidden", field, $"Forbidden: {text}");

    public static FieldProblem Duplicate(string field, JsonNode? value) =>
        new("FieldValueDuplicate", field, $"Duplicate value: {value?.ToJsonString() ?? "null"}");

    public static FieldProblem TooLong(string field, long most) =>
        new("FieldValueTooLong", field, string.Create(CultureInfo.InvariantCulture, $"Too long: may not be more than {most} bytes"));

    public static FieldProblem TooMany(string field, long actual, long most) =>
        new("FieldValueTooMany", field, string.Create(CultureInfo.InvariantCulture, $"Too many: {actual}: must have at most {most} items"));

    /// <summary>Rules are not run over an object whose shape is wrong already.</summary>
    public bool HidesRules => Reason is "FieldValueDuplicate" or "FieldValueRequired" or "FieldValueTooLong" or "FieldValueTooMany" or "FieldValueTypeInvalid";

    public static FieldProblem NotSupported(string field, JsonNode? value, IEnumerable<string> allowed) =>
        new("FieldValueNotSupported", field, $"Unsupported value: {value?.ToJsonString() ?? "null"}: supported values: {string.Join(", ", allowed)}");

    public JsonObject ToCause() => new() { ["reason"] = Reason, ["message"] = Text, ["field"] = Field };

    public override string ToString() => $"{Field}: {Text}";
}
