namespace Portal.Infrastructure.Audit;

/// <summary>A log takes no more records: somebody has changed it, and what is written of its end does not fit what is there.</summary>
public sealed class AuditLogBrokenException : Exception
{
    public AuditLogBrokenException()
        : this("The audit log takes no more records.")
    {
    }

    public AuditLogBrokenException(string message)
        : base(message)
    {
    }

    public AuditLogBrokenException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
