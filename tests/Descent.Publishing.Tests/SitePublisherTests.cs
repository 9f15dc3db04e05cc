using Xunit;

namespace Descent.Publishing.Tests;

public sealed class SitePublisherTests : IDisposable
{
    private readonly Notebooks notebooks = new();

    public void Dispose() => notebooks.Dispose();

    [Fact]
    public void Twice_gives_the_same_bytes_and_only_what_changed_is_made_anew()
    {
        notebooks.Write("01-a.ipynb", notebooks.Text("# A"));
        string second = notebooks.Write("02-b.ipynb", notebooks.Text("# B\n\nold"));
        Assert.Equal(2, notebooks.Publish());
        var before = Snapshot();
        Assert.Equal(0, notebooks.Publish());
        Assert.Equal(before, Snapshot());
        Directory.Delete(notebooks.Output, recursive: true);
        Assert.Equal(2, notebooks.Publish());
        Assert.Equal(before, Snapshot());
        File.WriteAllText(second, File.ReadAllText(second).Replace("old", "new"));
        Assert.Equal(1, notebooks.Publish());
        Assert.Contains("new", notebooks.Read("02-b.html"));
        Assert.Contains("new", notebooks.Read("assets/search-index.js"));
        // A title stands on every page.
        File.WriteAllText(second, File.ReadAllText(second).Replace("# B", "# Better"));
        Assert.Equal(2, notebooks.Publish());
        Assert.Contains("Better", notebooks.Read("01-a.html"));
    }

    [Fact]
    public void A_lost_page_and_a_changed_image_are_made_anew_and_what_is_gone_is_removed()
    {
        Directory.CreateDirectory(notebooks.Source);
        File.WriteAllBytes(Path.Combine(notebooks.Source, "i.png"), [1]);
        notebooks.Write("01-a.ipynb", notebooks.Text("![i](i.png)"));
        string gone = notebooks.Write("sub/02-b.ipynb", notebooks.Text("# B"));
        notebooks.Publish();
        File.Delete(Path.Combine(notebooks.Output, "01-a.html"));
        Assert.Equal(1, notebooks.Publish());
        File.WriteAllBytes(Path.Combine(notebooks.Source, "i.png"), [2]);
        Assert.Equal(1, notebooks.Publish());
        Assert.Equal([2], File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(notebooks.Output, "files")))));
        File.Delete(gone);
        notebooks.Publish();
        Assert.False(Directory.Exists(Path.Combine(notebooks.Output, "sub")));
        Assert.True(File.Exists(Path.Combine(notebooks.Output, "01-a.html")));
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_left_alone()
    {
        notebooks.Write("01-a.ipynb", notebooks.Text("# A"));
        Directory.CreateDirectory(notebooks.Output);
        File.WriteAllText(Path.Combine(notebooks.Output, "index.html"), "mine");
        Assert.Contains("choose another folder", Assert.Throws<PublishingException>(() => notebooks.Publish()).Message);
        Assert.Equal("mine", notebooks.Read("index.html"));
    }

    [Fact]
    public void A_notebook_of_an_odd_shape_is_an_error_that_names_it()
    {
        string file = notebooks.Write("01-a.ipynb", notebooks.Code("x"));
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"kernelspec\": {", "\"kernelspec\": \"odd\", \"other\": {"));
        Assert.Contains("01-a.ipynb: cannot be published", Assert.Throws<PublishingException>(() => notebooks.Publish()).Message);
    }

    [Fact]
    public void After_a_failure_the_next_time_goes_on()
    {
        notebooks.Write("01-a.ipynb", notebooks.Text("# A\n\n![x](x.png)"));
        Assert.Throws<PublishingException>(() => notebooks.Publish());
        File.WriteAllBytes(Path.Combine(notebooks.Source, "x.png"), [1]);
        Assert.Equal(1, notebooks.Publish());
    }

    private Dictionary<string, string> Snapshot() => Directory.GetFiles(notebooks.Output, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(notebooks.Output, file), file => SiteHash.Of(File.ReadAllBytes(file)));
}
