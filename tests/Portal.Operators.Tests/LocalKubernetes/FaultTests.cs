using System.Net;

namespace Portal.Operators.Tests.LocalKubernetes;

public sealed class FaultTests : ClusterTest
{
    [Fact]
    public async Task Interception_ThatAnswers_KeepsTheRequestAway()
    {
        Cluster.Interception = (context, _) =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        (await Api.PostAsync(Maps, Map("a"))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        Cluster.Interception = null;
        (await NamesAsync(Maps)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Interception_ThatAbortsAfterwards_LosesTheAnswerButNotTheChange()
    {
        Cluster.Interception = async (context, next) =>
        {
            context.Response.Body = new MemoryStream();
            await next();
            context.Abort();
        };
        await Should.ThrowAsync<HttpRequestException>(() => Api.PostAsync(Maps, Map("a")));
        Cluster.Interception = null;
        (await NamesAsync(Maps)).ShouldBe(["a"]);
    }
}
