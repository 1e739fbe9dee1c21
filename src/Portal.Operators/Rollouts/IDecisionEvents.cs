using System.Text.Json.Nodes;

namespace Portal.Operators.Rollouts;

/// <summary>Tells people who look with <c>kubectl describe</c> what was decided about an object. Telling never waits and never fails.</summary>
internal interface IDecisionEvents
{
    /// <param name="about">The object.</param>
    /// <param name="isWarning">Something went wrong.</param>
    /// <param name="reason">In one word, such as <c>RolledBack</c>.</param>
    /// <param name="note">In a sentence.</param>
    void Tell(JsonObject about, bool isWarning, string reason, string note);
}
