namespace Portal.Infrastructure.Audit.Checkpoints;

/// <summary>A place outside has another checkpoint of as many leaves: two logs were signed.</summary>
public sealed class CheckpointConflictException : Exception
{
    public CheckpointConflictException()
    {
    }

    public CheckpointConflictException(string message)
        : base(message)
    {
    }

    public CheckpointConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
