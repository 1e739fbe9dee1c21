namespace Portal.Tenancy;

/// <summary>How a tenant ends. Bound from the section <c>Deletion</c>.</summary>
internal sealed class DeletionOptions
{
    public const string SectionName = "Deletion";

    /// <summary>How long a deletion can be undone; 0 to 365 days. <value>Default: 30 days.</value></summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromDays(30);
}
