using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;

namespace Portal.Api;

/// <summary>The database cannot do it now. Only where the connection was lost is it unknown whether the change was made.</summary>
/// <param name="RetryAfter">When to try again, in seconds.</param>
internal sealed record DatabaseRefusal(string Code, string Title, string Detail, int RetryAfter) : Error(ErrorKind.Unavailable, Code, Title, Detail)
{
    private static readonly DatabaseRefusal Away = new(
        "database.unavailable", "The database does not answer", "Try again in a few seconds, with the same Idempotency-Key: what was done is not done twice.", 2);

    private static readonly DatabaseRefusal Full = new(
        "database.full", "The database has no room left", "Nothing was changed; what is there can still be read. Whoever runs this deployment has to make room.", 60);

    private static readonly DatabaseRefusal Busy = new(
        "database.busy", "The database is overloaded", "Nothing was changed. Try again in a few seconds.", 5);

    // Of one tenant, that others get their turn: Database__StatementTimeout.
    private static readonly DatabaseRefusal TooLong = new(
        "statement.timed-out", "This took too long", "It was stopped, and nothing was changed. Ask for less at a time: a smaller limit, a narrower filter. If little was asked for, try again in a few seconds.", 5);

    // After a failover: we still speak to what is a replica now.
    private static readonly DatabaseRefusal ReadOnly = new(
        "database.read-only", "The database takes no changes right now", "It is changing places; nothing was changed. Try again in a few seconds.", 2);

    /// <summary>Looks for it behind whatever wrapped it; null when the fault is another one.</summary>
    public static DatabaseRefusal? Find(Exception? exception) => exception switch
    {
        null => null,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Full,
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.InsufficientResources } => Busy,
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => TooLong,
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => ReadOnly,
        PostgresException postgres => postgres.IsTransient ? Away : null,
        // No connection of the pool came free.
        NpgsqlException { InnerException: TimeoutException } => Busy,
        // The connection was lost, or none was to be had.
        NpgsqlException => Away,
        DbUpdateException or InvalidOperationException or AggregateException => Find(exception.InnerException),
        _ => null,
    };
}
