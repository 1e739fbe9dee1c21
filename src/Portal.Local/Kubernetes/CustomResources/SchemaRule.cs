using System.Text.Json.Nodes;
using Portal.Local.Kubernetes.Cel;
using Portal.Local.Kubernetes.Errors;
using Portal.Local.Kubernetes.Objects;

namespace Portal.Local.Kubernetes.CustomResources;

/// <summary>One entry of <c>x-kubernetes-validations</c>, compiled.</summary>
internal sealed record SchemaRule(CelProgram Program, CelProgram? Message, JsonObject Text, string Type)
{
    private const string OldSelf = "oldSelf";

    /// <summary>A transition rule is about a change: it needs a value before it.</summary>
    public bool NeedsOld { get; } = Program.Mentions(OldSelf);

    /// <summary>What is wrong with a value by this rule; null when nothing is.</summary>
    public FieldProblem? Check(CelVariables<object?> values, string path, CelBudget request)
    {
        var budget = new CelBudget(CelCost.MostPerCall);
        try
        {
            return Program.Run(values, budget) is true ? null : Problem(path, Say(values, budget));
        }
        catch (CelException exception) when (CelBudget.IsExceeded(exception))
        {
            return Invalid(path, $"'{exception.Message}': no further validation rules will be run due to call cost exceeds limit for rule: {Shown}");
        }
        catch (CelException exception) when (exception.Message.StartsWith("no such overload", StringComparison.Ordinal))
        {
            return Invalid(path, $"'{exception.Message}': call arguments did not match a supported operator, function or macro signature for rule: {Shown}");
        }
        catch (CelException exception)
        {
            return Invalid(path, $"{exception.Message} evaluating rule: {Shown}");
        }
        finally
        {
            request.Spend(budget.Spent);
        }
    }

    private string Shown => (Text.Text("message") ?? Program.Text).Trim();

    /// <summary>A message expression that fails, or says nothing that fits on a line, gives way to the message.</summary>
    private string Say(CelVariables<object?> values, CelBudget budget)
    {
        var written = Text.Text("message")?.Trim() ?? $"failed rule: {Program.Text.Trim()}";
        try
        {
            return Message?.Run(values, budget) is string { Length: > 0 and <= 5 * 1024 } said && said.Trim() is { Length: > 0 } line && !line.Contains('\n', StringComparison.Ordinal)
                ? line
                : written;
        }
        catch (CelException)
        {
            return written;
        }
    }

    private FieldProblem Problem(string path, string detail)
    {
        var at = path + Text.Text("fieldPath");
        at = path.Length == 0 ? at.TrimStart('.') : at;
        return Text.Text("reason") switch
        {
            "FieldValueForbidden" => FieldProblem.Forbidden(at, detail),
            "FieldValueRequired" => FieldProblem.Required(at, detail),
            "FieldValueDuplicate" => FieldProblem.Duplicate(at, Type),
            _ => FieldProblem.Invalid(at, Type, detail),
        };
    }

    private FieldProblem Invalid(string path, string detail) => FieldProblem.Invalid(path, Type, detail);
}
