using Portal.Domain;
using Portal.Domain.Tenancy.Keys;

namespace Portal.Operations.Webhooks.Pages;

/// <summary>A key service that is away is a refusal on the page, as it is in the API.</summary>
internal static class KeyAnswers
{
    public static async Task<Result<T>> OrRefusalAsync<T>(Func<Task<Result<T>>> use)
    {
        try
        {
            return await use();
        }
        catch (KeyFailureException failure)
        {
            return failure.Refusal;
        }
    }
}
