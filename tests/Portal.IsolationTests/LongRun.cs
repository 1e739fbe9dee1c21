namespace Portal.IsolationTests;

/// <summary>How much of a thing: a short form always, the long one with <c>PORTAL_TEST_LONG=1</c>.</summary>
internal static class LongRun
{
    public static int Of(int shortForm, int longForm) => Environment.GetEnvironmentVariable("PORTAL_TEST_LONG") == "1" ? longForm : shortForm;
}
