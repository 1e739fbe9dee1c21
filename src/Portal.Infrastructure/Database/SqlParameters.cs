using Npgsql;

namespace Portal.Infrastructure.Database;

/// <summary>Positional parameters in one go.</summary>
public static class SqlParameters
{
    /// <param name="command">Whose.</param>
    /// <param name="values">In the order of $1, $2, …; null is SQL's null. A lone array would be taken apart: add that as a parameter of its own.</param>
    public static NpgsqlCommand With(this NpgsqlCommand command, params ReadOnlySpan<object?> values)
    {
        ArgumentNullException.ThrowIfNull(command);
        Add(command.Parameters, values);
        return command;
    }

    /// <inheritdoc cref="With(NpgsqlCommand, ReadOnlySpan{object})"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, params ReadOnlySpan<object?> values)
    {
        ArgumentNullException.ThrowIfNull(command);
        Add(command.Parameters, values);
        return command;
    }

    private static void Add(NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            parameters.Add(value as NpgsqlParameter ?? new() { Value = value ?? DBNull.Value });
        }
    }
}
