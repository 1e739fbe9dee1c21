namespace Portal.Local.Kubernetes.Registry;

/// <summary>Query parameters that every writing verb takes.</summary>
internal sealed record WriteOptions
{
    public static WriteOptions None { get; } = new();

    public bool DryRun { get; init; }

    public string FieldManager { get; init; } = "unknown";

    /// <summary>The object says itself who owns what: it comes from an apply.</summary>
    public bool IsApply { get; init; }

    /// <summary>Apply takes fields over from other managers.</summary>
    public bool Force { get; init; }

    /// <summary>Unknown fields are an error (<c>fieldValidation=Strict</c>) instead of being dropped.</summary>
    public bool Strict { get; init; }
}
