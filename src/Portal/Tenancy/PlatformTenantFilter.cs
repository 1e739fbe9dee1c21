using Portal.Domain;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <param name="State">Only tenants in this state.</param>
/// <param name="Search">Only tenants whose slug or name contains it.</param>
internal sealed record PlatformTenantFilter(string? State, string? Search)
{
    public InvalidFields? Check()
    {
        var faults = new List<FieldError>();
        if (!string.IsNullOrEmpty(State) && (!Enum.TryParse<TenantState>(State, ignoreCase: true, out var state) || !Enum.IsDefined(state) || char.IsDigit(State[0])))
        {
            faults.Add(new("/state", FieldText.Excerpt(State), "A state is provisioning, active, suspended, deleting or deleted."));
        }

        if (Search is { Length: > 100 })
        {
            faults.Add(new("/search", FieldText.Excerpt(Search), "A search has at most 100 characters."));
        }

        return faults.Count > 0 ? new(faults) : null;
    }

    /// <summary>For <c>like … escape '\'</c>: whatever is typed stands for itself.</summary>
    public string Pattern =>
        "%" + (Search ?? "").Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
