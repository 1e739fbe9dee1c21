using Portal.Domain;

namespace Portal.Layout;

/// <summary>What a page does with the answer of a query.</summary>
internal static class Answers
{
    /// <summary>The value, or the refusal in the page's place.</summary>
    public static T OrRefuse<T>(this Result<T> result) => result.Succeeded ? result.Value : throw new ScreenRefusedException(result.Error!);

    /// <summary>The value, null when it is not there, or any other refusal in the page's place.</summary>
    public static T? OrMissing<T>(this Result<T> result)
        where T : class => result.Error is { Kind: ErrorKind.NotFound } ? null : result.OrRefuse();
}
