using Portal.Domain;
using Portal.Domain.Operations;

namespace Portal.Operations;

/// <param name="State">Only operations in this state.</param>
/// <param name="Kind">Only operations of this kind.</param>
internal sealed record OperationFilter(string? State, string? Kind)
{
    private const int LongestKind = 100;

    /// <summary>The state's word in the table; empty for all.</summary>
    public string Word => Enum.TryParse<OperationState>(State, ignoreCase: true, out var state) ? OperationWord.Of(state) : "";

    public InvalidFields? Check()
    {
        var faults = new List<FieldError>();
        if (!string.IsNullOrEmpty(State) && (!Enum.TryParse<OperationState>(State, ignoreCase: true, out var state) || !Enum.IsDefined(state) || char.IsDigit(State[0])))
        {
            faults.Add(new("/state", FieldText.Excerpt(State), "A state is queued, running, succeeded, failed or canceled."));
        }

        if (!string.IsNullOrEmpty(Kind) && FieldText.Check("/kind", Kind, "A kind", LongestKind) is { } fault)
        {
            faults.Add(fault);
        }

        return faults.Count > 0 ? new(faults) : null;
    }
}
