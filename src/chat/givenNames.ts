/**
 * Given names that are common among pupils and staff in England (after the yearly lists of the Office for
 * National Statistics), less those that are also everyday words at the head of a sentence (Grace, Mark, May,
 * Will). A name that is missing here is found by its title or by the words around it, or not at all.
 */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  `Aaliyah Aaron Abdul Abigail Adam Adrian Ahmed Aisha Alan Alex Alexander Alfie Alice Alison Amanda Amelia
  Amina Amir Amy Andrea Andrew Angela Anita Ann Anna Anne Anthony Archie Arthur Ayesha Barbara Beatrice Ben
  Benjamin Beth Bethany Brian Caroline Catherine Charles Charlie Charlotte Chloe Chris Christine Christopher
  Claire Clare Connor Craig Daisy Daniel Darren Dave David Deborah Debbie Declan Denise Derek Diane Dominic
  Donna Dylan Edward Eleanor Elizabeth Ella Ellie Elsie Emily Emma Erin Ethan Evan Eve Evelyn Evie Fatima
  Fatimah Finley Fiona Florence Freddie Freya Gareth Gary Gemma Geoff George Georgia Gillian Graham Hamza
  Hannah Harriet Harrison Harry Hassan Heather Heidi Helen Henry Hollie Hussain Ian Ibrahim Imran Isaac
  Isabella Isla Jackie Jacob Jake James Jamie Jane Janet Jasmine Jason Jayden Jean Jennifer Jenny Jessica Jill
  Joan Joanna Joanne Joe John Jonathan Joseph Josh Joshua Joyce Judith Julia Julie Karen Kate Katherine
  Kathryn Katie Keith Kelly Kevin Khadija Kimberley Kyle Laura Lauren Lee Leo Lesley Lewis Liam Libby Lily
  Linda Lisa Logan Louis Louise Lucas Lucy Luke Lydia Lynn Maisie Margaret Maria Marie Martin Maryam Matilda
  Matthew Megan Melissa Michael Michelle Mohamed Mohammad Mohammed Molly Muhammad Nadia Natalie Natasha
  Nathan Neil Niamh Nicholas Nicola Nigel Noah Oliver Olivia Omar Oscar Owen Pamela Patricia Paul Paula Peter
  Philip Phoebe Priya Rachel Ravi Rebecca Rhys Richard Robert Robin Roger Ronald Rory Rosie Ryan Sadia Sally
  Sam Samantha Samuel Sandra Sara Sarah Sasha Saul Scott Sean Sharon Shaun Sheila Sian Simon Sonia Sophia
  Sophie Stacey Stephanie Stephen Steve Steven Stewart Stuart Susan Suzanne Theo Theodore Theresa Thomas Tim
  Timothy Tom Tracey Tracy Tyler Valerie Vanessa Victoria Vikram Wendy William Yasmin Yusuf Zachary Zainab Zara
  Zoe`.split(/\s+/),
);
