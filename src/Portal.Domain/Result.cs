namespace Portal.Domain;

/// <summary>A value, or the reason why there is none.</summary>
/// <typeparam name="T">What a success carries.</typeparam>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>Why it was refused; null on success.</summary>
    public Error? Error { get; }

    /// <summary>Whether there is a value.</summary>
    public bool Succeeded => Error is null;

    /// <summary>The value. Reading it on a refusal is a bug and throws.</summary>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"There is no value: {Error.Code}, {Error.Detail}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);

    /// <summary>A success; for interface types, which cannot convert by themselves.</summary>
    public static Result<T> Of(T value) => new(value, null);

    /// <summary>Turns both outcomes into one.</summary>
    public TOut Match<TOut>(Func<T, TOut> success, Func<Error, TOut> refusal)
    {
        ArgumentNullException.ThrowIfNull(success);
        ArgumentNullException.ThrowIfNull(refusal);
        return Error is null ? success(_value!) : refusal(Error);
    }
}
